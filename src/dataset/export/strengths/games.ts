import { textKey } from '../../../backend/trees/text-key.ts';
import { everyTwo } from '../../every-two.ts';
import { byNames } from '../formats/conversation.ts';
import { type ChosenTree, chosenTrees } from '../formats/from-trees.ts';
import type { ToWrite } from '../message-columns.ts';
import { type TreeSource, treePages } from '../tree-pages.ts';
import type { Game } from './bradley-terry.ts';
import { type Competitor, competitorKey, competitorOf } from './competitors.ts';

/** What is said where nothing can be compared. */
export const NO_GAMES = 'Nobody has ranked replies of different models, or of a model and a person, there.';

/** What games may depend on each other by: one ranking, one person, or one conversation. */
export const units = ['ballots', 'people', 'conversations'] as const;
export type Unit = (typeof units)[number];

/** Who met whom in the rankings of a collection. */
export type Tournament = {
  competitors: Competitor[];
  /** How many replies each of them has that were compared with those of others. */
  replies: number[];
  games: Game[];
  /** How many units there are. */
  units: number;
};

const wanted = { labels: false, emojis: false, events: false, ballots: true };

/**
 * A game for every two replies of the assistant to the same message, by different competitors, that one person has put in
 * an order: whoever wrote the better one has won. Replies of the same text are a tie, and who found none usable preferred
 * none.
 */
export async function tournamentOf(source: TreeSource, unit: Unit): Promise<Tournament> {
  const numbers = new Map<string, number>();
  const unitNumbers = new Map<string, number>();
  const tournament: Tournament = { competitors: [], replies: [], games: [], units: 0 };
  for await (const page of treePages(source))
    for (const chosen of await chosenTrees({ ...source, rerank: undefined }, page, wanted)) see(chosen);
  return { ...tournament, units: unitNumbers.size };

  function see({ messages }: ChosenTree) {
    const byName = byNames(messages);
    const compared = new Set<ToWrite>();
    for (const parent of messages)
      for (const [index, ballot] of (parent.opinions.ballots ?? []).entries()) {
        if (ballot.not_rankable) continue;
        const order = ballot.ranked_message_ids.flatMap((name) => byName.get(name) ?? []);
        const person = ballot.user_id ?? `nobody ${index} of ${parent.message.id}`;
        const key = {
          ballots: `${parent.message.id} ${index}`,
          people: person,
          conversations: parent.message.id,
        };
        for (const [better, worse] of everyTwo(order.filter(({ message }) => message.isAssistant))) {
          const [first, second] = [numberOf(better), numberOf(worse)];
          if (first === second) continue;
          const isTie = textKey(better.message.text) === textKey(worse.message.text);
          tournament.games.push({
            first,
            second,
            score: isTie ? 0.5 : 1,
            unit: indexIn(unitNumbers, key[unit]),
          });
          compared.add(better).add(worse);
        }
      }
    for (const one of compared) {
      const number = numberOf(one);
      tournament.replies[number] = (tournament.replies[number] ?? 0) + 1;
    }
  }

  function numberOf({ message }: ToWrite): number {
    const known = numbers.size;
    const number = indexIn(numbers, competitorKey(message));
    if (number === known) {
      tournament.competitors.push(competitorOf(message));
      tournament.replies.push(0);
    }
    return number;
  }
}

function indexIn(indexes: Map<string, number>, key: string): number {
  const index = indexes.get(key) ?? indexes.size;
  indexes.set(key, index);
  return index;
}
