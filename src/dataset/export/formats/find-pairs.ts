import { textKey } from '../../../backend/trees/text-key.ts';
import { everyTwo } from '../../every-two.ts';
import type { RankingEvent } from '../../record.ts';
import type { NoLine } from '../left-out.ts';
import type { ToWrite } from '../message-columns.ts';
import { type PairMode, preference, type Votes } from '../preference.ts';
import type { PairKind, Shape } from '../shape.ts';
import { byIds, repliesTo } from './conversation.ts';

/** Two messages of which one is better, and the message that both answer: none for two prompts. */
export type Pair = {
  parent: ToWrite | undefined;
  chosen: ToWrite;
  rejected: ToWrite;
  votes: Votes | undefined;
};

/** How many people preferred each of two. */
export type Standing = { first: number; second: number };

/** Told about every two that make no pair. */
export type Leave = (reason: NoLine) => void;

/**
 * The pairs of a tree: every two replies of one kind to the same message of which one is better, found when they are asked
 * for. Who found none usable preferred none.
 */
export function* pairsOfReplies(
  messages: readonly ToWrite[],
  kind: Exclude<PairKind, 'prompts'>,
  shape: Shape,
  leave: Leave,
): Generator<Pair> {
  const byId = byIds(messages);
  const replies = messages.filter(({ message }) => message.isAssistant === (kind === 'assistant'));
  for (const [parentId, all] of repliesTo(replies)) {
    const parent = parentId === undefined ? undefined : byId.get(parentId);
    if (!parent) continue;
    const { ballots } = parent.opinions;
    const places = placesIn(ballots ?? []);
    // of those that nobody compared there may be thousands
    const compared = all.filter(({ message }) => message.rank !== undefined || places.has(message.name));
    for (const [first, second] of everyTwo(compared)) {
      const votes = ballots && countVotes(places.get(first.message.name), places.get(second.message.name));
      yield* compare({ parent, first, second, votes }, shape, leave);
    }
  }
}

/** The pair that two messages make, if they make one. */
export function compare(
  two: { parent: ToWrite | undefined; first: ToWrite; second: ToWrite; votes: Standing | undefined },
  { pairs, minMargin }: { pairs: PairMode; minMargin: number | undefined },
  leave: Leave,
): Pair[] {
  const { parent, first, second, votes } = two;
  const found =
    textKey(first.message.text) === textKey(second.message.text)
      ? 'identical'
      : preference({ first: first.message.rank, second: second.message.rank, votes }, pairs);
  if (typeof found === 'object') {
    const margin = found.votes && found.votes.chosen - found.votes.rejected;
    const [chosen, rejected] = found.isFirst ? [first, second] : [second, first];
    if (minMargin === undefined || (margin !== undefined && margin >= minMargin))
      return [{ parent, chosen, rejected, votes: found.votes }];
    leave(margin === undefined ? 'marginUnknown' : 'close');
  } else if (found !== 'unranked') leave(found);
  return [];
}

/** Where somebody put a reply, by ballot. */
type Places = ReadonlyMap<RankingEvent, number>;

/** Where each reply stands on the ballots of those who found any usable, by its name. */
function placesIn(ballots: readonly RankingEvent[]): ReadonlyMap<string, Places> {
  const found = new Map<string, Map<RankingEvent, number>>();
  for (const ballot of ballots.filter(({ not_rankable }) => !not_rankable))
    for (const [place, name] of ballot.ranked_message_ids.entries()) {
      const places = found.get(name) ?? new Map<RankingEvent, number>();
      if (!places.has(ballot)) places.set(ballot, place);
      found.set(name, places);
    }
  return found;
}

/** How many people put the one before the other, and the other way round. */
function countVotes(one: Places = new Map(), other: Places = new Map()): Standing {
  const votes = { first: 0, second: 0 };
  for (const [ballot, a] of one) {
    const b = other.get(ballot);
    if (b !== undefined) votes[a < b ? 'first' : 'second'] += 1;
  }
  return votes;
}
