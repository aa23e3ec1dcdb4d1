import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import type { Client } from '../keys/clients.ts';
import { rankedParents, recountRankings } from '../trees/voices.ts';
import { lockUser } from '../users/people.ts';
import { anonymise, changePerson, type UserChange } from '../users/people-changes.ts';
import type { UserRow } from '../users/tables.ts';
import { within } from '../within.ts';

/**
 * Stores what differs; with somebody who is disabled or enabled, their rankings cease or begin to count.
 * @throws RequestError (403, 2) for a change by a client that is not trusted
 */
export async function changeUser(
  backend: Backend,
  client: Client,
  user: UserRow,
  wish: UserChange,
): Promise<UserRow> {
  const isSame = wish.enabled === undefined || Number(wish.enabled) === user.enabled;
  if (isSame) return changePerson(backend, client, user, wish);
  return withVoice(backend, user, (trx) => changePerson({ ...backend, db: trx }, client, user, wish));
}

/** Takes somebody's name and ids off everything they did, and takes their rankings out of what is counted. */
export function deletePerson(backend: Backend, user: UserRow): Promise<void> {
  return withVoice(backend, user, (trx) => anonymise({ db: trx }, user));
}

/** Disables somebody in the transaction of something else, with the person locked. */
export async function disable(trx: Trx, backend: Backend, user: UserRow): Promise<void> {
  await trx.updateTable('backend_users').set({ enabled: 0 }).where('id', '=', user.id).execute();
  await recountRankings(trx, backend, await rankedParents(trx, [user.id]));
}

function withVoice<T>(backend: Backend, user: UserRow, change: (trx: Trx) => Promise<T>): Promise<T> {
  return within(backend.db, async (trx) => {
    await lockUser(trx, user.id); // before the trees, as everywhere
    const result = await change(trx);
    await recountRankings(trx, backend, await rankedParents(trx, [user.id]));
    return result;
  });
}
