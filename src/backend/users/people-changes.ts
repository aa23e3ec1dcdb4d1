import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { type Client, mustBeTrusted } from '../keys/clients.ts';
import { forgetFormerIdentities } from './former-identities.ts';
import type { UserRow } from './tables.ts';

/** What may be set on a person; what is left out stays. */
export type UserChange = {
  enabled?: boolean | undefined;
  show_on_leaderboard?: boolean | undefined;
  tos_acceptance?: boolean | undefined;
  notes?: string | undefined;
  display_name?: string | undefined;
};

const changeable = [
  'enabled',
  'show_on_leaderboard',
  'notes',
  'display_name',
  'terms_accepted_at',
] as const satisfies readonly (keyof UserRow)[];

/**
 * Stores what differs. Only a trusted client may change anything (Refusal 403, 2); the date of the first acceptance
 * of terms stays.
 */
export async function changePerson(
  { db, now }: Pick<Backend, 'db' | 'now'>,
  client: Client,
  user: UserRow,
  wish: UserChange,
): Promise<UserRow> {
  const changed: UserRow = {
    ...user,
    enabled: asSwitch(wish.enabled, user.enabled),
    show_on_leaderboard: asSwitch(wish.show_on_leaderboard, user.show_on_leaderboard),
    notes: wish.notes ?? user.notes,
    display_name: wish.display_name || user.display_name,
    terms_accepted_at: user.terms_accepted_at ?? (wish.tos_acceptance ? now() : null),
  };
  const differs = changeable.filter((key) => changed[key] !== user[key]);
  if (differs.length === 0) return user;
  mustBeTrusted(client);
  await db
    .updateTable('backend_users')
    .set(Object.fromEntries(differs.map((key) => [key, changed[key]])))
    .where('id', '=', user.id)
    .execute();
  return changed;
}

/** Takes somebody's name and ids off everything they did; whoever comes back with one of these is somebody new. */
export async function anonymise({ db }: { db: Db }, user: UserRow): Promise<void> {
  await forgetFormerIdentities(db, user.id);
  await db
    .updateTable('backend_users')
    .set({
      username: `deleted_${user.id}`,
      display_name: 'Deleted User',
      deleted: 1,
      show_on_leaderboard: 0,
      notes: '',
    })
    .where('id', '=', user.id)
    .execute();
}

function asSwitch(wish: boolean | undefined, current: number) {
  if (wish === undefined) return current;
  return wish ? 1 : 0;
}
