import { textKey } from '../../backend/trees/text-key.ts';
import type { Naming } from '../names.ts';
import type { RankingEvent } from '../record.ts';
import type { PairLine } from '../schemas/pair.ts';
import { labelColumns } from './known-columns.ts';
import type { NoPair } from './left-out.ts';
import type { ToWrite } from './message-columns.ts';
import { type PairMode, preference, type Votes } from './preference.ts';
import type { StoredTree } from './read.ts';

export type PairOptions = {
  mode: PairMode;
  /** Told about every two replies that make no pair. */
  leave: (reason: NoPair) => void;
};

/**
 * The pairs of a tree: for every two replies of the assistant to the same message of which one is better, that one, the
 * other, and the conversation before them. Who found none usable preferred none.
 */
export function preferencePairs(
  messages: readonly ToWrite[],
  tree: StoredTree,
  names: Naming,
  { mode, leave }: PairOptions,
): PairLine[] {
  const byId = new Map(messages.map((toWrite) => [toWrite.message.id, toWrite]));
  const replies = messages.filter(({ message }) => message.isAssistant);
  const siblings = Map.groupBy(replies, ({ message }) => message.parentId);
  return [...siblings].flatMap(([parentId, all]) => {
    const parent = parentId === undefined ? undefined : byId.get(parentId);
    if (!parent) return [];
    const prompt = [...conversationBefore(parent, byId), turn(parent)];
    return everyTwo(all).flatMap(([one, other]) => {
      const found = compare(parent, one, other);
      if (typeof found === 'object') return [pair(prompt, parent, found)];
      if (found !== 'unranked') leave(found);
      return [];
    });
  });

  function compare(parent: ToWrite, one: ToWrite, other: ToWrite) {
    if (textKey(one.message.text) === textKey(other.message.text)) return 'identical';
    const { ballots } = parent.opinions;
    const votes = ballots && countVotes(ballots, one.message.name, other.message.name);
    const found = preference({ first: one.message.rank, second: other.message.rank, votes }, mode);
    if (typeof found === 'string') return found;
    const [chosen, rejected] = found.isFirst ? [one, other] : [other, one];
    return { chosen, rejected, votes: found.votes };
  }

  function pair(
    prompt: PairLine['prompt'],
    parent: ToWrite,
    { chosen, rejected, votes }: { chosen: ToWrite; rejected: ToWrite; votes: Votes | undefined },
  ): PairLine {
    return {
      prompt,
      chosen: [turn(chosen)],
      rejected: [turn(rejected)],
      lang: chosen.message.lang,
      message_tree_id: names.message_tree(tree.name),
      parent_id: names.message(parent.message.name),
      chosen_id: names.message(chosen.message.name),
      rejected_id: names.message(rejected.message.name),
      chosen_rank: chosen.message.rank ?? null,
      rejected_rank: rejected.message.rank ?? null,
      chosen_votes: votes?.chosen ?? null,
      rejected_votes: votes?.rejected ?? null,
      margin: votes ? votes.chosen - votes.rejected : null,
      chosen_synthetic: chosen.message.synthetic,
      rejected_synthetic: rejected.message.synthetic,
      chosen_model_name: chosen.message.modelName ?? null,
      rejected_model_name: rejected.message.modelName ?? null,
      chosen_labels: labelsOf(chosen),
      rejected_labels: labelsOf(rejected),
    };
  }
}

function everyTwo<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));
}

function conversationBefore({ message }: ToWrite, byId: ReadonlyMap<string, ToWrite>) {
  const turns: PairLine['prompt'] = [];
  for (let above = message.parentId; above !== undefined; ) {
    const toWrite = byId.get(above);
    if (toWrite) turns.unshift(turn(toWrite));
    above = toWrite?.message.parentId;
  }
  return turns;
}

/** How many people put the one before the other, and the other way round. */
function countVotes(ballots: readonly RankingEvent[], one: string, other: string) {
  const votes = { first: 0, second: 0 };
  for (const { ranked_message_ids: order, not_rankable } of ballots) {
    const [a, b] = [order.indexOf(one), order.indexOf(other)];
    if (not_rankable || a === -1 || b === -1) continue;
    votes[a < b ? 'first' : 'second'] += 1;
  }
  return votes;
}

function turn({ message }: ToWrite): PairLine['prompt'][number] {
  return { role: message.isAssistant ? 'assistant' : 'user', content: message.text };
}

function labelsOf({ opinions: { labels } }: ToWrite) {
  return labels ? labelColumns(labels) : null;
}
