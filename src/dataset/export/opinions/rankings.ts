import type { Db } from '../../../backend/db.ts';
import { Payload } from '../../../backend/tasks/task-row.ts';
import { compareIds } from '../../compare-ids.ts';
import type { RankingEvent } from '../../record.ts';
import type { People } from '../people.ts';
import type { StoredTree } from '../read.ts';

/** The rankings of a message's replies: those that count, the oldest first, and how many do not. */
export type Rankings = {
  counted: RankingEvent[];
  withdrawn: number;
  /** Whether somebody was asked about some of the replies only. */
  partial: boolean;
};

/** The rankings of each parent's replies in some trees. In what order they were shown takes longer to find. */
export async function rankingsOf(
  db: Db,
  trees: readonly StoredTree[],
  people: People,
  { asTheyWereShown }: { asTheyWereShown: boolean },
): Promise<Map<string, Rankings>> {
  const ids = trees.map(({ id }) => id);
  const unsorted = asTheyWereShown ? await shownBallots(db, ids) : await unseenBallots(db, ids);
  const rows = unsorted.sort((a, b) => a.created_at - b.created_at || compareIds(a.id, b.id));
  const places = Map.groupBy(await placesIn(db, ids), ({ ranking_id }) => ranking_id);
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const names = namesIn(trees);
  const found = new Map<string, Rankings>();
  for (const { id, parent_id, user_id, not_rankable, covers, payload } of rows) {
    const before = found.get(parent_id) ?? { counted: [], withdrawn: 0, partial: false };
    const person = known.get(user_id);
    if (person?.withdrawn !== false) {
      found.set(parent_id, { ...before, withdrawn: before.withdrawn + 1 });
      continue;
    }
    const { counted } = before;
    const ranked = (places.get(id) ?? [])
      .sort((a, b) => a.place - b.place || compareIds(a.message_id, b.message_id))
      .map(({ message_id }) => message_id);
    counted.push({
      type: 'ranking',
      user_id: person.name,
      ranking: asShown(ranked, payload),
      ranked_message_ids: ranked.map((message) => names.message(message)),
      ranking_parent_id: names.message(parent_id),
      message_tree_id: names.treeOf(parent_id),
      not_rankable: not_rankable === 1,
    });
    found.set(parent_id, { ...before, partial: before.partial || covers !== 'all' });
  }
  return found;
}

/** Where each of the ranked stood in the list that was shown; in their own order when nobody knows any more. */
export function asShown(ranked: readonly string[], payload: string | null): number[] {
  const { candidates = [], twins = {} } = payload ? Payload.parse(JSON.parse(payload)) : {};
  const places = ranked.map((id) => candidates.indexOf(twins[id] ?? id));
  return places.includes(-1) ? [...ranked.keys()] : places;
}

function namesIn(trees: readonly StoredTree[]) {
  const messages = new Map(
    trees.flatMap((tree) => tree.messages.map((message) => [message.id, { message, tree }])),
  );
  return {
    message: (id: string) => messages.get(id)?.message.name ?? id,
    treeOf: (id: string) => messages.get(id)?.tree.name ?? id,
  };
}

function ballots(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as parent')
    .innerJoin('backend_rankings as ranking', 'ranking.parent_id', 'parent.id')
    .select([
      'ranking.id',
      'ranking.parent_id',
      'ranking.user_id',
      'ranking.not_rankable',
      'ranking.covers',
      'ranking.created_at',
    ])
    .where('parent.tree_id', 'in', treeIds);
}

async function unseenBallots(db: Db, treeIds: readonly string[]) {
  const rows = await ballots(db, treeIds).execute();
  return rows.map((row) => ({ ...row, payload: null }));
}

function shownBallots(db: Db, treeIds: readonly string[]) {
  return ballots(db, treeIds)
    .leftJoin('backend_tasks as task', 'task.id', 'ranking.task_id')
    .select('task.payload')
    .execute();
}

function placesIn(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_places as ranked', 'ranked.message_id', 'message.id')
    .select(['ranked.ranking_id', 'ranked.message_id', 'ranked.place'])
    .where('message.tree_id', 'in', treeIds)
    .execute();
}
