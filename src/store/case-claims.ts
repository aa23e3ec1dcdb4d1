import type { Kysely } from 'kysely';
import type { Case } from './cases.ts';
import { hasCome } from './due.ts';
import type { Schema } from './schema.ts';

/** A case that one moderator alone may change. */
export type CaseClaim = Pick<Case, 'id'> & { until: number };

/** Longer than all calls to a backend that a decision takes. A process that died holds a case no longer than this. */
const CLAIM_MS = 60_000;

/** Takes a case to change it, if it still is as it was known and nobody else has it. */
export async function claimCase(
  db: Kysely<Schema>,
  { id, version }: Pick<Case, 'id' | 'version'>,
  now: number,
): Promise<CaseClaim | undefined> {
  const until = now + CLAIM_MS;
  const { numUpdatedRows } = await db
    .updateTable('cases')
    .set({ deciding_until: until })
    .where('id', '=', id)
    .where('version', '=', version)
    .where(({ or, eb }) => or([eb('deciding_until', 'is', null), hasCome('deciding_until', now)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n ? { id, until } : undefined;
}

/** Gives a case back, if it is not in somebody else's hands by now. */
export async function endClaim(db: Kysely<Schema>, { id, until }: CaseClaim): Promise<void> {
  await db
    .updateTable('cases')
    .set({ deciding_until: null })
    .where('id', '=', id)
    .where('deciding_until', '=', until)
    .execute();
}
