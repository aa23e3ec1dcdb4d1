import type { Db } from '../db.ts';

/**
 * The ids of a person's account and of those that were merged into it: a summary stays with such a one where both had
 * written about the same story.
 */
export function accountsOf(db: Db, userId: string) {
  return db
    .selectFrom('backend_users')
    .select('id')
    .where(({ or, eb }) => or([eb('id', '=', userId), eb('merged_into', '=', userId)]));
}
