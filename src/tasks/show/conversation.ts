import type { APIEmbed } from 'discord-api-types/v10';
import { embedLimits } from '../../discord/limits/limits.ts';
import { type Budget, less, total } from '../../discord/text/budget.ts';
import { clip } from '../../discord/text/clip.ts';
import { holds, type Size, sizeOf } from '../../discord/text/text.ts';
import type { ConversationMessage } from '../../oasst/protocol.ts';
import { fairShares, smaller } from './shares.ts';
import { isWhole, type Turn, type TurnOptions, turnEmbed, turnsOf } from './turns.ts';

/** How a conversation is put on a card; `budget` is what the card has left for it (see `leftAfter`). */
export interface ConversationOptions extends TurnOptions {
  budget: Budget;
  /** The line that stands for so many older messages that are not on the card. */
  shortened: (hidden: number) => string;
}

/** Embeds for a card. `complete` is false when anything was cut or left out: then the card must offer the whole. */
export interface Shown {
  embeds: APIEmbed[];
  complete: boolean;
}

/** An earlier message is not worth a place on the card with less room than this, unless it is that short. */
const LEAST: Size = { units: 120, bytes: 240 };
const ONE_EMBED: Size = { units: embedLimits.description, bytes: Infinity };
const NOTHING: Size = { units: 0, bytes: 0 };

/**
 * A conversation, oldest first, each message an embed with its speaker as author line. The newest message is shown
 * whole if the budget allows it at all; the earlier ones share the rest, long ones cut visibly; the oldest, when there
 * is no place or no room for them, are folded into one line. Never exceeds the budget: with room for nothing, shows
 * nothing.
 */
export function conversationEmbeds(
  messages: readonly ConversationMessage[],
  options: ConversationOptions,
): Shown {
  const turns = turnsOf(messages, options);
  for (let hidden = 0; hidden < turns.length; hidden += 1) {
    const shown = attempt(turns.slice(hidden), hidden, options);
    if (shown !== undefined) return shown;
  }
  return { embeds: [], complete: turns.length === 0 };
}

/** These turns and a line for the hidden ones before them, unless that is more than the budget can carry well. */
function attempt(turns: readonly Turn[], hidden: number, options: ConversationOptions): Shown | undefined {
  const { budget, shortened } = options;
  const line = hidden === 0 ? '' : clip(shortened(hidden), { units: embedLimits.author });
  const lineHasPlace = turns.length < budget.embeds;
  if (turns.length > budget.embeds || (hidden > 0 && turns.length > 1 && !lineHasPlace)) return undefined;
  const frame = total([line, ...turns.map(({ name }) => name)].map(sizeOf));
  if (!holds(budget, frame)) return undefined;
  const shares = sharesOf(turns, less(budget, frame));
  if (shares === undefined) return undefined;
  const embeds = turns.map((turn, index) => turnEmbed(turn, shares[index] ?? NOTHING));
  return {
    embeds: hidden === 0 ? embeds : withLine(embeds, line, lineHasPlace),
    complete: hidden === 0 && turns.every((turn, index) => isWhole(turn, shares[index] ?? NOTHING)),
  };
}

/** Room for each text, the newest first in line; nothing when some would get too little to be worth showing. */
function sharesOf(turns: readonly Turn[], room: Size): Size[] | undefined {
  const wanted = turns.map(({ text }) => smaller(sizeOf(text), ONE_EMBED));
  const newest = smaller(wanted.at(-1) ?? NOTHING, room);
  const earlier = wanted.slice(0, -1);
  const left = less(room, newest);
  const least = [...earlier, newest].map((size) => smaller(size, LEAST));
  const enough =
    holds(left, total(least.slice(0, -1))) && holds(newest, smaller(wanted.at(-1) ?? NOTHING, LEAST));
  return enough ? [...fairShares(earlier, left), newest] : undefined;
}

/** The line above the conversation, or below its only message when there is no place above. */
function withLine(embeds: APIEmbed[], line: string, above: boolean): APIEmbed[] {
  if (above) return [{ description: line }, ...embeds];
  return embeds.map((embed) => ({ ...embed, footer: { text: line } }));
}
