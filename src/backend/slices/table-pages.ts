import { type Selectable, sql } from 'kysely';
import type { Db } from '../db.ts';
import type { BackendMessagesTable } from '../messages/tables.ts';
import type { Pace } from '../pace.ts';
import type { BackendTreesTable } from '../trees/tables.ts';
import type { BackendUsersTable } from '../users/tables.ts';
import { pages } from './pages.ts';

export type MessageFacts = Pick<
  Selectable<BackendMessagesTable>,
  | 'id'
  | 'user_id'
  | 'lang'
  | 'depth'
  | 'is_assistant'
  | 'created_at'
  | 'review_result'
  | 'deleted'
  | 'synthetic'
>;
export type TreeFacts = Pick<Selectable<BackendTreesTable>, 'id' | 'lang' | 'state'>;
export type UserFacts = Pick<
  Selectable<BackendUsersTable>,
  'id' | 'enabled' | 'deleted' | 'show_on_leaderboard' | 'terms_accepted_at'
>;

/** The messages written since `since` (epoch ms), oldest first; those that were deleted as well. */
export function messagePages(db: Db, since: number, pace: Pace): AsyncIterable<MessageFacts[]> {
  return pages<MessageFacts>(pace, (after, limit) =>
    db
      .selectFrom('backend_messages')
      .select(['id', 'user_id', 'lang', 'depth', 'is_assistant'])
      .select(['created_at', 'review_result', 'deleted', 'synthetic'])
      .where(behind('created_at', after?.created_at ?? since, after?.id))
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}

/** All trees. */
export function treePages(db: Db, pace: Pace): AsyncIterable<TreeFacts[]> {
  return pages<TreeFacts>(pace, (after, limit) =>
    db
      .selectFrom('backend_trees')
      .select(['id', 'lang', 'state'])
      .where('id', '>', after?.id ?? '')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}

/** Everybody, with what they agreed to. */
export function userPages(db: Db, pace: Pace): AsyncIterable<UserFacts[]> {
  return pages<UserFacts>(pace, (after, limit) =>
    db
      .selectFrom('backend_users')
      .select(['id', 'enabled', 'deleted', 'show_on_leaderboard', 'terms_accepted_at'])
      .where('id', '>', after?.id ?? '')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}

/** What comes behind the row with this time and id; without an id, everything of this time as well. */
export function behind(column: 'created_at' | 'done_at' | 'expires_at', time: number, id = '') {
  return sql<boolean>`(${sql.ref(column)}, ${sql.ref('id')}) > (${time}, ${id})`;
}
