import type { Kysely, Selectable } from 'kysely';
import { isPostgres } from './dialect.ts';
import { hasCome } from './due.ts';
import type { ErasureMode, ErasureStep, ErasuresTable } from './erasures-table.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import { skippingLocked } from './skip-locked.ts';

export type Erasure = Selectable<ErasuresTable>;

/**
 * Keeps a person's wish to be forgotten; from now on nothing of theirs is taken. One at a time: asked again, it is the
 * same, or goes further while nothing has been done. Gives its id.
 */
export async function askErasure(
  db: Kysely<Schema>,
  personId: string,
  mode: ErasureMode,
  now: number,
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('people')
      .set({ consent_version: null, consented_at: null })
      .where('id', '=', personId)
      .execute();
    const row = { person_id: personId, mode, step: 'own' as const, requested_at: now, not_before: now };
    await tx
      .insertInto('erasures')
      .values({ id: crypto.randomUUID(), ...row, texts: null, others: null, attempts: 0, leased_until: 0 })
      .onConflict((conflict) =>
        conflict
          .column('person_id')
          .doUpdateSet({ mode })
          .where('erasures.step', '=', 'own')
          .where('erasures.mode', '=', 'unlink'),
      )
      .execute();
    const { id } = await tx
      .selectFrom('erasures')
      .select('id')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** The wish of a person that is not fulfilled yet. */
export async function findErasure(db: Kysely<Schema>, personId: string): Promise<Erasure | undefined> {
  const [erasure] = await wishOf(db, { personId });
  return erasure;
}

const wishOf = prepared((db, { personId }: { personId: string }) =>
  db.selectFrom('erasures').selectAll().where('person_id', '=', personId),
);

/**
 * Takes an erasure that is due, in nobody's hands and not being taken just now, until `until`. Its attempt is the proof
 * that it is still ours.
 */
export async function leaseErasure(
  db: Kysely<Schema>,
  id: string,
  now: number,
  until: number,
): Promise<Erasure | undefined> {
  return await db
    .updateTable('erasures')
    .set(({ eb }) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', skippingLocked(db, due(db, now).where('id', '=', id)))
    .returningAll()
    .executeTakeFirst();
}

/** An erasure in our hands. */
type Held = Pick<Erasure, 'id' | 'attempts'>;

/** What of an erasure changes with a step. */
export type ErasureChange = {
  step: ErasureStep;
  texts?: string | null;
  others?: string | null;
  person_id?: null;
};

/**
 * Notes that a step is done, and keeps the erasure until `until` for the next. Gives it as it is then, for its person may have
 * asked for more since it was read; undefined when another has taken it over.
 */
export async function advanceErasure(
  db: Kysely<Schema>,
  held: Held,
  change: ErasureChange,
  until: number,
): Promise<Erasure | undefined> {
  return await ours(db, held)
    .set({ ...change, leased_until: until })
    .returningAll()
    .executeTakeFirst();
}

/** Keeps what is known of somebody within a step; false when another has taken the erasure over. */
export async function noteErased(
  db: Kysely<Schema>,
  held: Held,
  known: { texts: string; others: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ours(db, held).set(known).executeTakeFirst();
  return numUpdatedRows === 1n;
}

function ours(db: Kysely<Schema>, { id, attempts }: Held) {
  return db.updateTable('erasures').where('id', '=', id).where('attempts', '=', attempts);
}

/** Puts an erasure that is still ours back, to go on at `notBefore`. */
export async function postponeErasure(db: Kysely<Schema>, held: Held, notBefore: number): Promise<void> {
  await ours(db, held).set({ not_before: notBefore, leased_until: 0 }).execute();
}

/**
 * Takes all erasures out of the hands of a process that died. Not on PostgreSQL, where they may be those of another process
 * that is at work: there they are free once their leases end.
 */
export async function releaseErasures(db: Kysely<Schema>): Promise<void> {
  if (isPostgres(db)) return;
  await db.updateTable('erasures').set({ leased_until: 0 }).where('leased_until', '>', 0).execute();
}

/** Forgets an erasure that is fulfilled. */
export async function endErasure(db: Kysely<Schema>, { id }: Held): Promise<void> {
  await db.deleteFrom('erasures').where('id', '=', id).execute();
}

/** The erasures that are due and in nobody's hands, the oldest first. */
export async function dueErasures(db: Kysely<Schema>, now: number): Promise<string[]> {
  const rows = await due(db, now).orderBy('requested_at').execute();
  return rows.map(({ id }) => id);
}

/** When the next one is due that is in nobody's hands, epoch ms; undefined when there is none. */
export async function nextErasure(db: Kysely<Schema>, now: number): Promise<number | undefined> {
  const { next } = await idle(db, now)
    .select(({ fn }) => fn.min('not_before').as('next'))
    .executeTakeFirstOrThrow();
  return next ?? undefined;
}

function idle(db: Kysely<Schema>, now: number) {
  return db.selectFrom('erasures').where(hasCome('leased_until', now));
}

function due(db: Kysely<Schema>, now: number) {
  return idle(db, now).select('id').where(hasCome('not_before', now));
}
