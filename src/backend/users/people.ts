import { codes } from '../../oasst/errors.ts';
import { prepared } from '../../store/prepared.ts';
import type { Backend } from '../context.ts';
import type { Db, Trx } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Client } from '../keys/clients.ts';
import { lockRow } from '../lock-row.ts';
import { fits } from '../text.ts';
import { findByFormerIdentity } from './former-identities.ts';
import type { IncomingPerson } from './requests.ts';
import { type Run, type Streak, streakAfter } from './streak.ts';
import type { UserRow } from './tables.ts';

const USERNAME_LIMIT = 128;
const DISPLAY_NAME_LIMIT = 256;

/** False for a person whose id or name no row could hold. */
export function isStorablePerson(person: IncomingPerson): boolean {
  return fits(person.id, USERNAME_LIMIT) && fits(person.display_name, DISPLAY_NAME_LIMIT);
}

/**
 * The row of the person a request is about, made when they are new; a changed display name is stored.
 * @throws RequestError (400): 2012 for an empty id, `unstorable` for what no row can hold
 */
export async function ensureUser(
  backend: Backend,
  client: Client,
  person: IncomingPerson,
  unstorable: number,
): Promise<UserRow> {
  if (person.id === '') throw new RequestError(400, codes.invalidUser, 'Auth method or username missing.');
  if (!isStorablePerson(person))
    throw new RequestError(400, unstorable, 'The id or the name of the user cannot be stored.');
  const known = await findUser(backend.db, client, person.auth_method, person.id);
  if (!known) return createUser(backend, client, person);
  if (person.display_name === '' || person.display_name === known.display_name) return known;
  if (known.username !== person.id || known.auth_method !== person.auth_method) return known; // a former account's name
  await backend.db
    .updateTable('backend_users')
    .set({ display_name: person.display_name })
    .where('id', '=', known.id)
    .where('username', '=', known.username) // not of somebody who is forgotten since
    .execute();
  return { ...known, display_name: person.display_name };
}

/** The person with this frontend id, now or before their accounts were merged, if the client knows them. */
export async function findUser(
  db: Db,
  client: Client,
  authMethod: string,
  username: string,
): Promise<UserRow | undefined> {
  const [user] = await byUsername(db, { client: client.name, authMethod, username });
  return user ?? findByFormerIdentity(db, client, authMethod, username);
}

const byUsername = prepared((db, person: { client: string; authMethod: string; username: string }) =>
  db
    .selectFrom('backend_users')
    .selectAll()
    .where('client', '=', person.client)
    .where('auth_method', '=', person.authMethod)
    .where('username', '=', person.username),
);

/**
 * A person by the backend's id: a trusted client sees everybody, others only their own.
 * @throws RequestError (404, 4002)
 */
export async function visibleUser({ db }: Backend, client: Client, id: string): Promise<UserRow> {
  const user = await db.selectFrom('backend_users').selectAll().where('id', '=', id).executeTakeFirst();
  if (!user || (!client.trusted && user.client !== client.name)) throw unknownUser();
  return user;
}

/**
 * The same for whoever wants to change something about the person: nothing is left at an account that was merged.
 * @throws RequestError (404, 4002), which names the account that took this one in
 */
export async function changeableUser(backend: Backend, client: Client, id: string): Promise<UserRow> {
  const user = await visibleUser(backend, client, id);
  mustBeUnmerged(user);
  return user;
}

/** @throws RequestError (404, 4002) for an account that was merged into another, which is named */
export function mustBeUnmerged({ id, merged_into }: UserRow): void {
  if (merged_into !== null)
    throw new RequestError(
      404,
      codes.userNotFound,
      `User ${id} was merged into ${merged_into}: use that id.`,
    );
}

/** People by their ids. */
export async function usersById(db: Db, ids: readonly string[]): Promise<Map<string, UserRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('backend_users').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((user) => [user.id, user]));
}

/** Refusal (404, 4002). */
export function unknownUser(): RequestError {
  return new RequestError(404, codes.userNotFound, 'User not found');
}

/**
 * @throws RequestError when the person may not work: 503 4001 when disabled, 451 4003 before the terms are
 *   accepted
 */
export function mustBeAllowed(user: UserRow, { requireTerms }: { requireTerms: boolean }): void {
  if (user.enabled === 0 || user.deleted === 1)
    throw new RequestError(503, codes.userDisabled, 'User account disabled');
  if (requireTerms && user.terms_accepted_at === null)
    throw new RequestError(451, codes.termsNotAccepted, 'User has not accepted terms of service.');
}

/** Takes the person for this transaction, so that two of their requests at once are served one after the other. */
export function lockUser(trx: Trx, id: string): Promise<void> {
  return lockRow(trx, 'backend_users', id);
}

/** Notes that somebody finished a task just now. */
export async function noteActivity(trx: Trx, backend: Backend, user: UserRow): Promise<void> {
  const now = backend.now();
  const streak = streakAfter(now, runOf(user), backend.settings);
  await storeActivity(trx, { id: user.id, now, days: streak.days, startedAt: streak.startedAt });
}

type Activity = Streak & { id: string; now: number };
const storeActivity = prepared((db, { id, now, days, startedAt }: Activity) =>
  db
    .updateTable('backend_users')
    .set({ last_activity_at: now, streak_days: days, streak_start_at: startedAt })
    .where('id', '=', id),
);

/** What a streak is made of. */
export function runOf(user: UserRow): Run {
  return { days: user.streak_days, startedAt: user.streak_start_at, lastAt: user.last_activity_at };
}

async function createUser(backend: Backend, client: Client, person: IncomingPerson): Promise<UserRow> {
  const now = backend.now();
  const row: UserRow = {
    id: backend.newId(),
    client: client.name,
    auth_method: person.auth_method,
    username: person.id,
    display_name: person.display_name,
    notes: '',
    enabled: 1,
    deleted: 0,
    show_on_leaderboard: 1,
    created_at: now,
    terms_accepted_at: person.auth_method === 'system' ? now : null,
    last_activity_at: null,
    streak_days: null,
    streak_start_at: now,
    merged_into: null,
  };
  const { numInsertedOrUpdatedRows } = await backend.db
    .insertInto('backend_users')
    .values(row)
    .onConflict((conflict) => conflict.columns(['client', 'auth_method', 'username']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows) return row;
  const other = await findUser(backend.db, client, person.auth_method, person.id);
  if (!other) throw new Error('Somebody was added and taken away at the same moment');
  return other;
}
