import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The scope of commands that are not one server's. */
export const EVERYWHERE = 'everywhere';

/** Where commands were registered before: ids of servers, or `EVERYWHERE`. */
export async function readScopes(db: Kysely<Schema>): Promise<string[]> {
  const rows = await db.selectFrom('command_scopes').select('scope').orderBy('scope').execute();
  return rows.map(({ scope }) => scope);
}

/** Remembers that commands are registered in a scope. */
export async function rememberScope(db: Kysely<Schema>, scope: string): Promise<void> {
  await db
    .insertInto('command_scopes')
    .values({ scope })
    .onConflict((conflict) => conflict.column('scope').doNothing())
    .execute();
}

/** Forgets a scope in which there are none any more. */
export async function forgetScope(db: Kysely<Schema>, scope: string): Promise<void> {
  await db.deleteFrom('command_scopes').where('scope', '=', scope).execute();
}
