import type { Backend } from '../context.ts';
import { forgetFormerIdentities } from '../users/former-identities.ts';
import { lockUser } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';
import { forgetActsOf } from './acts.ts';

/**
 * Takes somebody's ids and name off everything they did, for good; what they wrote and judged stays and counts. Whoever
 * comes back with the same id is somebody new.
 */
export async function unlink({ db }: Backend, user: UserRow): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockUser(trx, user.id);
    await forgetActsOf(trx, user);
    await forgetFormerIdentities(trx, user.id);
    await trx
      .deleteFrom('backend_tasks')
      .where('user_id', '=', user.id)
      .where('done_at', 'is', null)
      .where('skipped_at', 'is', null)
      .execute();
    await trx
      .updateTable('backend_tasks')
      .set({ skip_reason: null })
      .where('user_id', '=', user.id)
      .execute();
    await trx
      .updateTable('backend_users')
      .set({
        username: `unlinked_${user.id}`,
        display_name: 'Unlinked User',
        notes: '',
        show_on_leaderboard: 0,
        terms_accepted_at: null,
        last_activity_at: null,
        streak_days: null,
        streak_start_at: null,
      })
      .where('id', '=', user.id)
      .execute();
  });
}
