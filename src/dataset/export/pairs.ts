import type { Naming } from '../names.ts';
import type { RankingEvent } from '../record.ts';
import type { StoredTree } from './read.ts';
import type { ToWrite } from './to-record.ts';

/**
 * For every two ranked replies of the assistant to the same message of which more people preferred the better one, a
 * pair: the better and the worse one, and the conversation before them. Who found none usable preferred none; where
 * nobody knows the single rankings, the ranks alone decide. The shape is what preference trainers read: https://huggingface.co/docs/trl/dataset_formats
 */
export function preferencePairs(messages: readonly ToWrite[], tree: StoredTree, names: Naming): object[] {
  const byId = new Map(messages.map((toWrite) => [toWrite.message.id, toWrite]));
  const ranked = messages.filter(({ message }) => message.isAssistant && message.rank !== undefined);
  const siblings = Map.groupBy(ranked, ({ message }) => message.parentId);
  return [...siblings].flatMap(([parentId, replies]) => {
    const ballots = ballotsOn(parentId === undefined ? undefined : byId.get(parentId));
    return replies.flatMap((chosen, place) =>
      replies.slice(place + 1).flatMap((rejected) => {
        const votes = ballots && countVotes(ballots, chosen.message.name, rejected.message.name);
        return votes && votes.chosen_votes <= votes.rejected_votes ? [] : [pair(chosen, rejected, votes)];
      }),
    );
  });

  function pair(chosen: ToWrite, rejected: ToWrite, votes: Votes | undefined) {
    return {
      prompt: conversationBefore(chosen),
      chosen: [turn(chosen)],
      rejected: [turn(rejected)],
      lang: chosen.message.lang,
      message_tree_id: names.message_tree(tree.name),
      parent_id: chosen.parentName && names.message(chosen.parentName),
      chosen_id: names.message(chosen.message.name),
      rejected_id: names.message(rejected.message.name),
      chosen_rank: chosen.message.rank,
      rejected_rank: rejected.message.rank,
      ...votes,
      chosen_synthetic: chosen.message.synthetic,
      rejected_synthetic: rejected.message.synthetic,
    };
  }

  function conversationBefore({ message }: ToWrite) {
    const turns: object[] = [];
    for (let above = message.parentId; above !== undefined; ) {
      const toWrite = byId.get(above);
      if (toWrite) turns.unshift(turn(toWrite));
      above = toWrite?.message.parentId;
    }
    return turns;
  }
}

type Votes = { chosen_votes: number; rejected_votes: number };

/** Every ranking of a message's replies; undefined when there is none that anybody knows of. */
function ballotsOn(parent: ToWrite | undefined): RankingEvent[] | undefined {
  const ballots = (parent?.opinions.events?.ranking ?? []).filter((event) => event.ranking_parent_id);
  return ballots.length > 0 ? ballots : undefined;
}

/** How many people put the one before the other, and the other way round. */
function countVotes(ballots: readonly RankingEvent[], chosen: string, rejected: string): Votes {
  const votes = { chosen_votes: 0, rejected_votes: 0 };
  for (const { ranked_message_ids: order, not_rankable } of ballots) {
    const [a, b] = [order.indexOf(chosen), order.indexOf(rejected)];
    if (not_rankable || a === -1 || b === -1) continue;
    votes[a < b ? 'chosen_votes' : 'rejected_votes'] += 1;
  }
  return votes;
}

function turn({ message }: ToWrite) {
  return { role: message.isAssistant ? 'assistant' : 'user', content: message.text };
}
