import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10';

/** A message or an edit of one as it goes out: an edit may say `null` for "take it away". */
export type OutgoingMessage = {
  [Key in keyof APIInteractionResponseCallbackData]?: APIInteractionResponseCallbackData[Key] | null;
};
