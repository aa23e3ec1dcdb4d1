import { wireDate, wireDateOrNull } from '../dates.ts';
import type { Db } from '../db.ts';
import type { UserRow } from '../users/tables.ts';

/** What is kept of a person themselves. */
export async function accountOf(db: Db, user: UserRow) {
  const former = await db
    .selectFrom('backend_former_identities')
    .select(['auth_method', 'username'])
    .where('user_id', '=', user.id)
    .orderBy('username')
    .execute();
  return {
    user_id: user.id,
    display_name: user.display_name,
    show_on_leaderboard: user.show_on_leaderboard === 1,
    enabled: user.enabled === 1,
    notes: user.notes,
    created: wireDate(user.created_at),
    terms_accepted: wireDateOrNull(user.terms_accepted_at),
    last_activity: wireDateOrNull(user.last_activity_at),
    former_ids: former.map(({ username }) => username),
    identities: [user, ...former].map(({ auth_method, username }) => ({ auth_method, id: username })),
  };
}
