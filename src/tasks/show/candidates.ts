import type { APIEmbed } from 'discord-api-types/v10';
import { embedLimits } from '../../discord/limits/limits.ts';
import { type Budget, less, total } from '../../discord/text/budget.ts';
import { clip } from '../../discord/text/clip.ts';
import { holds, type Size, sizeOf } from '../../discord/text/text.ts';
import type { ConversationMessage } from '../../oasst/protocol.ts';
import type { Shown } from './conversation.ts';
import { evenly, fairShares, smaller } from './shares.ts';
import { isWhole, type Turn, type TurnOptions, turnEmbed, turnsOf } from './turns.ts';

/** How candidates are put on a card; `speaker` names them, number first. */
export interface CandidateOptions extends TurnOptions {
  budget: Budget;
}

/** With less room than this for each candidate a card makes no sense. */
const LEAST_FOR_A_CANDIDATE: Size = { units: 16, bytes: 48 };

/**
 * The candidates of a ranking, each under its name and with a fair share of the budget: short ones whole, long ones cut
 * visibly. Each has an embed of its own if the budget has places for all, else they are fields, 25 an embed, of at most
 * 1,024 units each; Markdown of one never reaches into another. Never leaves one out.
 * @throws RangeError when the budget has not `LEAST_FOR_A_CANDIDATE` for each besides their names, or no place
 */
export function candidateEmbeds(messages: readonly ConversationMessage[], options: CandidateOptions): Shown {
  const { budget } = options;
  const turns = turnsOf(messages, options);
  const apart = turns.length <= budget.embeds;
  const most = apart ? embedLimits.description : embedLimits.fieldValue;
  const room = less(budget, total(turns.map(({ name }) => sizeOf(name))));
  if (!isEnough(room, turns.length, budget)) {
    throw new RangeError(`${turns.length} candidates do not fit ${JSON.stringify(budget)}`);
  }
  const wanted = turns.map(({ text }) => smaller(sizeOf(text), { units: most, bytes: Infinity }));
  const placed = fairShares(wanted, room).flatMap((share, index) => {
    const turn = turns[index];
    return turn === undefined ? [] : [{ turn, share }];
  });
  return {
    embeds: apart ? placed.map(({ turn, share }) => turnEmbed(turn, share)) : fieldEmbeds(placed),
    complete: placed.every(({ turn, share }) => isWhole(turn, share)),
  };
}

/** Two texts beside each other, as far as the client has room for that; undefined where they do not fit so whole. */
export function besideEmbeds(
  messages: readonly ConversationMessage[],
  options: CandidateOptions,
): Shown | undefined {
  const turns = turnsOf(messages, options);
  const fields = turns.map(({ name, text }) => ({ name, value: text, inline: true }));
  const size = total(turns.flatMap(({ name, text }) => [sizeOf(name), sizeOf(text)]));
  const isShort = turns.every(({ text }) => text.length <= embedLimits.fieldValue);
  if (!isShort || options.budget.embeds < 1 || !holds(options.budget, size)) return undefined;
  return { embeds: [{ color: turns[0]?.colour, fields }], complete: true };
}

type Placed = { turn: Turn; share: Size };

function isEnough(room: Size, candidates: number, { embeds }: Budget): boolean {
  const { units, bytes } = evenly(room, Math.max(1, candidates));
  const places = Math.max(candidates <= embeds ? candidates : 0, embeds * embedLimits.fields);
  return candidates <= places && units >= LEAST_FOR_A_CANDIDATE.units && bytes >= LEAST_FOR_A_CANDIDATE.bytes;
}

function fieldEmbeds(placed: readonly Placed[]): APIEmbed[] {
  const fields = placed.map(({ turn, share }) => ({ name: turn.name, value: clip(turn.text, share) }));
  return Array.from({ length: Math.ceil(placed.length / embedLimits.fields) }, (_, index) => ({
    color: placed[index * embedLimits.fields]?.turn.colour,
    fields: fields.slice(index * embedLimits.fields, (index + 1) * embedLimits.fields),
  }));
}
