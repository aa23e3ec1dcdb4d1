import type { APIEmbed } from 'discord-api-types/v10';
import { messageLimits } from '../limits/limits.ts';
import { type Size, sizeOf } from './text.ts';

/** Room on one message: for so many embeds with so much text in all of them together. */
export interface Budget extends Size {
  embeds: number;
}

/** The room of an empty message. */
export const wholeMessage: Budget = {
  units: messageLimits.embedText,
  bytes: messageLimits.bytes,
  embeds: messageLimits.embeds,
};

/** The text of embeds as Discord counts it against a message's limit. */
export function sizeOfEmbeds(embeds: readonly APIEmbed[]): Size {
  return total(embeds.flatMap(textsOf).map(sizeOf));
}

/** Every text of an embed that counts against the limit of a message. */
function textsOf({ title, description, fields = [], footer, author }: APIEmbed): string[] {
  const texts = [title, description, footer?.text, author?.name];
  return [
    ...texts.filter((text) => text !== undefined),
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
}

/** What a budget leaves for others once these embeds are on the message; never less than nothing. */
export function leftAfter(embeds: readonly APIEmbed[], budget: Budget = wholeMessage): Budget {
  return { ...less(budget, sizeOfEmbeds(embeds)), embeds: Math.max(0, budget.embeds - embeds.length) };
}

/** The sizes added up. */
export function total(sizes: readonly Size[]): Size {
  return sizes.reduce((sum, { units, bytes }) => ({ units: sum.units + units, bytes: sum.bytes + bytes }), {
    units: 0,
    bytes: 0,
  });
}

/** Room less a size; never less than nothing. */
export function less(room: Size, { units, bytes }: Size): Size {
  return { units: Math.max(0, room.units - units), bytes: Math.max(0, room.bytes - bytes) };
}
