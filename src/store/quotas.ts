import { type Kysely, sql } from 'kysely';
import { prepared } from './prepared.ts';
import type { QuotasTable } from './quotas-table.ts';
import type { Schema } from './schema.ts';

type Bucket = Pick<QuotasTable, 'kind'> & { personId: string };

/**
 * Takes a token from a bucket that all processes share and that holds as many as come in `perMs`, one each `oneMs`: 0 when
 * there was one, else in how many ms there will be.
 */
export async function takeToken(
  db: Kysely<Schema>,
  { kind, personId }: Bucket,
  { oneMs, perMs }: { oneMs: number; perMs: number },
  now: number,
): Promise<number> {
  const [taken] = await took(db, { kind, personId, now, oneMs, latest: now + perMs });
  if (taken) return 0;
  const { full_from } = await db
    .selectFrom('quotas')
    .select('full_from')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Math.min(Number(full_from), now + perMs) + oneMs - now - perMs;
}

const took = prepared((db, bucket: Bucket & { now: number; oneMs: number; latest: number }) => {
  const [now, latest, one] = [whole(bucket.now), whole(bucket.latest), whole(bucket.oneMs)];
  const next = sql<number>`greatest(${now}, least(quotas.full_from, ${latest})) + ${one}`; // no farther, if the clock was set back
  return db
    .insertInto('quotas')
    .values({ kind: bucket.kind, person_id: bucket.personId, full_from: sql<number>`${now} + ${one}` })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'kind'])
        .doUpdateSet({ full_from: next })
        .where(sql<boolean>`${next} <= ${latest}`),
    )
    .returning('full_from');
});

const whole = (value: number) => sql<number>`cast(${value} as bigint)`;

/** Forgets the buckets that are full. */
export async function forgetFull(db: Kysely<Schema>, now: number): Promise<void> {
  await db.deleteFrom('quotas').where('full_from', '<=', now).execute();
}
