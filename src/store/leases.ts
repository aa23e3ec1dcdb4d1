import { type Kysely, sql } from 'kysely';
import { LONGEST_PAUSE_MS } from '../backoff.ts';
import type { Schema } from './schema.ts';

/** What one process may do alone, as long as nobody has a higher `fence` of the same name. */
export type Lease = { name: string; owner: string; fence: number };

/**
 * Takes a lease until `until` (epoch ms), or prolongs one's own; undefined while it is somebody else's. One that claims to last
 * longer than anybody ever takes one was written while a clock was wrong, and is free.
 */
export async function takeLease(
  db: Kysely<Schema>,
  { name, owner }: Pick<Lease, 'name' | 'owner'>,
  now: number,
  until: number,
): Promise<Lease | undefined> {
  const row = await db
    .insertInto('leases')
    .values({ name, owner, fence: 1, leased_until: until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({
          owner,
          leased_until: until,
          fence: sql<number>`case when leases.owner = ${owner} then leases.fence else leases.fence + 1 end`,
        })
        .where(({ or, eb }) =>
          or([
            eb('leases.owner', '=', owner),
            eb('leases.leased_until', '<=', now),
            eb('leases.leased_until', '>', now + LONGEST_LEASE_MS),
          ]),
        ),
    )
    .returning('fence')
    .executeTakeFirst();
  return row && { name, owner, fence: Number(row.fence) };
}

/** The longest that anything is leased: what is due once a day, and a while. */
const LONGEST_LEASE_MS = 24 * LONGEST_PAUSE_MS + LONGEST_PAUSE_MS;

/** Has a lease last until `until`, epoch ms; false when another has taken it meanwhile. Ends it when that is now or before. */
export async function keepLease(db: Kysely<Schema>, lease: Lease, until: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('leases')
    .set({ leased_until: until })
    .where('name', '=', lease.name)
    .where('owner', '=', lease.owner)
    .where('fence', '=', lease.fence)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives a lease back, if it is still one's own. */
export async function endLease(db: Kysely<Schema>, lease: Lease): Promise<void> {
  await keepLease(db, lease, 0);
}
