import type { Trx } from '../db.ts';
import type { MessageRow } from '../messages/tables.ts';
import { rankedPairs } from './ranked-pairs.ts';
import { textKey } from './text-key.ts';

/**
 * Gives the replies to each of these messages, or to all of a tree's, their final places, by the rankings of people who
 * count; without any, they have none. Replies that nobody ever ranked here keep what they were imported with.
 */
export async function rankSiblings(
  trx: Trx,
  messages: readonly MessageRow[],
  parents: ReadonlySet<string> = new Set(messages.map(({ id }) => id)),
): Promise<void> {
  const families = Map.groupBy(messages, ({ parent_id }) => parent_id);
  for (const [parentId, replies] of families) {
    if (parentId === null || !parents.has(parentId) || replies.length < 2) continue;
    const ballots = await ballotsOn(trx, parentId);
    if (ballots.length === 0) continue;
    const ranks = ranksOf(
      replies,
      ballots.filter(({ counts, isOrder }) => counts && isOrder),
    );
    for (const { id, rank: before } of replies) {
      const rank = ranks.get(id) ?? null;
      if (rank !== before)
        await trx.updateTable('backend_messages').set({ rank }).where('id', '=', id).execute();
    }
  }
}

/** `isOrder` is false of one by somebody who found none usable: they were shown them by chance, and left them so. */
type Ballot = { order: string[]; covers: 'all' | 'some' | 'earlier'; counts: boolean; isOrder: boolean };

/** The place of each reply; those that say the same share one, the best that any of them was given. */
function ranksOf(
  replies: readonly Pick<MessageRow, 'id' | 'text'>[],
  ballots: readonly Ballot[],
): Map<string, number> {
  const groups = Map.groupBy(replies, ({ text }) => textKey(text));
  const likeness = new Map<string, string>();
  for (const all of groups.values()) {
    const ids = all.map(({ id }) => id).sort();
    for (const id of ids) likeness.set(id, ids[0] ?? id);
  }
  const orders = ballots.map(({ order }) => [...new Set(order.map((id) => likeness.get(id) ?? id))]);
  const places = rankedPairs(orders, { partial: ballots.some(({ covers }) => covers !== 'all') });
  return new Map(
    [...likeness].flatMap(([id, like]) => {
      const place = places.indexOf(like);
      return place === -1 ? [] : [[id, place] as const];
    }),
  );
}

/** Every ranking of a parent's replies. */
async function ballotsOn(trx: Trx, parentId: string): Promise<Ballot[]> {
  const places = await trx
    .selectFrom('backend_rankings as ranking')
    .innerJoin('backend_places as ranked', 'ranked.ranking_id', 'ranking.id')
    .innerJoin('backend_users as user', 'user.id', 'ranking.user_id')
    .select([
      'ranking.id',
      'ranking.covers',
      'ranked.message_id',
      'ranking.not_rankable',
      'user.enabled',
      'user.deleted',
    ])
    .where('ranking.parent_id', '=', parentId)
    .orderBy('ranking.id')
    .orderBy('ranked.place')
    .orderBy('ranked.message_id')
    .execute();
  return [...Map.groupBy(places, ({ id }) => id).values()].map((ballot) => ({
    order: ballot.map(({ message_id }) => message_id),
    covers: ballot[0]?.covers ?? 'all',
    counts: ballot[0]?.enabled === 1 && ballot[0].deleted === 0,
    isOrder: ballot[0]?.not_rankable === 0,
  }));
}

/** The orders of all rankings of a parent's replies by people who count, each best first. */
export async function ordersOn(trx: Trx, parentId: string): Promise<string[][]> {
  const ballots = await ballotsOn(trx, parentId);
  return ballots.filter(({ counts }) => counts).map(({ order }) => order);
}
