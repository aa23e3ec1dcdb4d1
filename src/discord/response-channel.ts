import type { APIInteractionResponse } from 'discord-api-types/v10';
import type { View } from './view.ts';

/**
 * The way back to whoever did something: the first answer to an interaction, and what its token allows afterwards. The
 * door through which the interaction came brings it along. Each call is one attempt, and throws what discord.js throws.
 */
export type ResponseChannel = {
  /** The interaction's token, by which what was shown can be edited later. */
  token: string;
  /** Answers, once. The id of the message that shows the answer, as far as there is one and it is known. */
  respond(response: APIInteractionResponse, signal: AbortSignal): Promise<string | undefined>;
  /** Finds the message that shows the answer. Its id. */
  find(signal: AbortSignal): Promise<string>;
  /** Changes the message that shows the answer. Its id. */
  edit(view: View, signal: AbortSignal): Promise<string>;
  /** Takes the message that shows the answer away. */
  remove(signal: AbortSignal): Promise<void>;
  /** Shows one more message. Its id. */
  followUp(view: View, visibility: 'private' | 'public', signal: AbortSignal): Promise<string>;
};
