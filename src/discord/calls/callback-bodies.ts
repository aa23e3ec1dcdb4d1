import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { View } from '../view.ts';
import { messageBody } from './message-body.ts';

type Visibility = 'private' | 'public';

/** What Discord can be told to wait for: a message, seen by one or by all, or a change of the clicked one. */
export type Deferral = Visibility | 'update';

const ephemeral = { flags: MessageFlags.Ephemeral } as const;

/** How Discord is asked to wait. */
export const deferrals: Readonly<Record<Deferral, APIInteractionResponse>> = {
  update: { type: InteractionResponseType.DeferredMessageUpdate },
  private: { type: InteractionResponseType.DeferredChannelMessageWithSource, data: ephemeral },
  public: { type: InteractionResponseType.DeferredChannelMessageWithSource },
};

/** The clicked message as it is from now on. */
export function updated(view: View): APIInteractionResponse {
  return { type: InteractionResponseType.UpdateMessage, data: messageBody(view) };
}

/** A new message as the answer. */
export function newMessage(view: View, visibility: Visibility): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: newMessageBody(view, visibility),
  };
}

/** A new message as Discord takes it: who sees it is said once and for all. */
export function newMessageBody(view: View, visibility: Visibility) {
  return { ...messageBody(view), ...(visibility === 'private' ? ephemeral : {}) };
}
