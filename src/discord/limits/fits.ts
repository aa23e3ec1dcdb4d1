import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { messageProblems } from './fits-message.ts';
import { modalProblems } from './fits-modal.ts';
import type { OutgoingMessage } from './outgoing.ts';

/**
 * Everything for which Discord would refuse a message (or an edit of one) or a modal in API shape, one line each and
 * beginning with the place; empty when it is valid. Covers the documented limits, what discord.js's builders let
 * through, and the byte budget of a message. Trusts the types for the shape.
 */
export function fits(payload: OutgoingMessage | APIModalInteractionResponseCallbackData): string[] {
  return [...('title' in payload ? modalProblems(payload) : messageProblems(payload))];
}
