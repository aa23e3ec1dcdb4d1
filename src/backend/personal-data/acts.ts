import type { Trx } from '../db.ts';
import { actorOf, FORGOTTEN } from '../trail/actor.ts';
import { Before } from '../trail/before.ts';
import type { UserRow } from '../users/tables.ts';

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
  const all = [user, ...former].map(({ auth_method, username }) => actorOf({ auth_method, id: username }));
  await forgetActors(trx, all);
  await trx.updateTable('backend_acts').set({ reason: '' }).where('user_id', '=', user.id).execute();
}

/** The same of what was done in the names of these, who need no account for that. */
export async function forgetActors(trx: Trx, actors: readonly string[]): Promise<void> {
  for (const column of ['actor', 'undone_by'] as const)
    await trx
      .updateTable('backend_acts')
      .set({ [column]: FORGOTTEN })
      .where(column, 'in', actors)
      .execute();
  await trx.updateTable('backend_settings').set({ actor: FORGOTTEN }).where('actor', 'in', actors).execute();
}
