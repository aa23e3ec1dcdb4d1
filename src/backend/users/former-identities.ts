import { prepared } from '../../store/prepared.ts';
import type { Db, Trx } from '../db.ts';
import type { Client } from '../keys/clients.ts';
import type { UserRow } from './tables.ts';

/**
 * Whose account the one with this id was merged into. A client that is not trusted is led only to people of its own,
 * because it may not see those of others.
 */
export async function findByFormerIdentity(
  db: Db,
  client: Client,
  authMethod: string,
  username: string,
): Promise<UserRow | undefined> {
  const [user] = await byFormerIdentity(db, { client: client.name, authMethod, username });
  return user && (client.trusted || user.client === client.name) ? user : undefined;
}

const byFormerIdentity = prepared((db, former: { client: string; authMethod: string; username: string }) =>
  db
    .selectFrom('backend_former_identities as former')
    .innerJoin('backend_users', 'backend_users.id', 'former.user_id')
    .selectAll('backend_users')
    .where('former.client', '=', former.client)
    .where('former.auth_method', '=', former.authMethod)
    .where('former.username', '=', former.username),
);

/** From now on the source's ids, and those that led to the source, lead to the destination. */
export async function leadTo(trx: Trx, source: UserRow, destinationId: string): Promise<void> {
  await trx
    .updateTable('backend_former_identities')
    .set({ user_id: destinationId })
    .where('user_id', '=', source.id)
    .execute();
  await trx
    .updateTable('backend_users')
    .set({ merged_into: destinationId })
    .where(({ or, eb }) => or([eb('id', '=', source.id), eb('merged_into', '=', source.id)]))
    .execute();
  const { client, auth_method, username } = source;
  const led = { user_id: destinationId, account_id: source.id };
  await trx
    .insertInto('backend_former_identities')
    .values({ client, auth_method, username, ...led })
    .onConflict((conflict) => conflict.columns(['client', 'auth_method', 'username']).doUpdateSet(led))
    .execute();
}

/** How front ends know the people of these accounts, or knew them before they were merged, by account; none of who is unknown. */
export async function namesOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { auth_method: string; username: string }>> {
  if (ids.length === 0) return new Map();
  const known = await db
    .selectFrom('backend_users')
    .select(['id', 'auth_method', 'username'])
    .where('id', 'in', ids)
    .execute();
  const former = await db
    .selectFrom('backend_former_identities')
    .select(['account_id as id', 'auth_method', 'username'])
    .where('account_id', 'in', ids)
    .execute();
  return new Map([...known, ...former].map(({ id, ...name }) => [id ?? '', name]));
}

/** Whoever comes with an id that led to this person is somebody new. */
export async function forgetFormerIdentities(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('backend_former_identities').where('user_id', '=', userId).execute();
}
