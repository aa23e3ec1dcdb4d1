import type { Trx } from '../db.ts';
import { Before } from '../moderation/trail/before.ts';
import type { UserRow } from '../users/tables.ts';

/** Who did what somebody did who is forgotten since. */
const NOBODY = 'system:forgotten';

/** What was done to messages stays written down, without the words they had and those that were said about it. */
export async function forgetActsOn(trx: Trx, ids: readonly string[]): Promise<void> {
  const acts = await trx
    .selectFrom('backend_acts')
    .select(['id', 'before'])
    .where('message_id', 'in', ids)
    .execute();
  for (const { id, before } of acts) {
    const { text: _, ...rest } = Before.parse(JSON.parse(before));
    await trx
      .updateTable('backend_acts')
      .set({ before: JSON.stringify(rest), reason: '' })
      .where('id', '=', id)
      .execute();
  }
}

/** What somebody did as a moderator stays written down, and so does what was done to them: that it was them does not. */
export async function forgetActsOf(trx: Trx, user: UserRow): Promise<void> {
  const former = await trx
    .selectFrom('backend_former_identities')
    .select(['auth_method', 'username'])
    .where('user_id', '=', user.id)
    .execute();
  const names = [user, ...former].map(({ auth_method, username }) => `${auth_method}:${username}`);
  for (const column of ['actor', 'undone_by'] as const)
    await trx
      .updateTable('backend_acts')
      .set({ [column]: NOBODY })
      .where(column, 'in', names)
      .execute();
  await trx.updateTable('backend_settings').set({ actor: NOBODY }).where('actor', 'in', names).execute();
  await trx.updateTable('backend_acts').set({ reason: '' }).where('user_id', '=', user.id).execute();
}
