import type { Selectable } from 'kysely';
import type { Db } from '../db.ts';
import type { Pace } from '../pace.ts';
import { pages } from '../slices/pages.ts';
import { behind } from '../slices/table-pages.ts';
import type { BackendTasksTable } from '../tasks/tables.ts';
import type { BackendPlacesTable } from '../trees/tables.ts';

export type TaskFacts = Pick<Selectable<BackendTasksTable>, 'user_id' | 'type' | 'label_mode' | 'lang'>;
/** A place that somebody's message got in one ranking; 0 is the best. */
export type PlaceFacts = { user_id: string; lang: string } & Pick<Selectable<BackendPlacesTable>, 'place'>;

const RANKINGS_AT_ONCE = 50; // each has some places, and each place a message

/** The tasks of every type that were finished since `since` (epoch ms), page by page. */
export function tasksSince(db: Db, since: number, pace: Pace): AsyncIterable<TaskFacts[]> {
  return pages<TaskFacts & { id: string; done_at: number | null }>(pace, (after, limit) =>
    db
      .selectFrom('backend_tasks')
      .select(['id', 'user_id', 'type', 'label_mode', 'lang', 'done_at'])
      .where('done_at', 'is not', null) // as the index says
      .where(behind('done_at', after?.done_at ?? since, after?.id))
      .orderBy('done_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}

/** The places that messages got in the rankings since `since`, behind `last` none, and none by who found none usable. */
export async function* placesSince(
  db: Db,
  { since, last }: { since: number; last: number },
  pace: Pace,
): AsyncGenerator<PlaceFacts[], void, void> {
  const rankings = pages<{ id: string; created_at: number; not_rankable: number }>(
    pace,
    (after, limit) =>
      db
        .selectFrom('backend_rankings')
        .select(['id', 'created_at', 'not_rankable'])
        .where(behind('created_at', after?.created_at ?? since, after?.id))
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute(),
    RANKINGS_AT_ONCE,
  );
  for await (const some of rankings) {
    const ids = some.filter(({ not_rankable }) => not_rankable === 0).map(({ id }) => id);
    if (ids.length === 0) continue;
    yield await db
      .selectFrom('backend_places')
      .innerJoin('backend_messages', 'backend_messages.id', 'backend_places.message_id')
      .select(['backend_messages.user_id', 'backend_messages.lang', 'backend_places.place'])
      .where('backend_places.ranking_id', 'in', ids)
      .where('backend_places.place', '<=', last)
      .execute();
  }
}
