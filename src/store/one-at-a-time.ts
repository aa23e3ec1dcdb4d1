import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/** What depends on rows that there are not yet, so that no row can be held for it. */
type Matter = 'campaigns' | 'dataset groups' | 'moderators' | 'own texts' | 'samples';

/**
 * Lets one transaction at a time see to a matter: what is counted or looked for next stays true until it ends. Call it before
 * anything else, so that nobody waits with something in their hands. On SQLite transactions take turns anyway.
 */
export async function oneAtATime(tx: Kysely<Schema>, matter: Matter): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(hashtext(${matter}))`.execute(tx);
}
