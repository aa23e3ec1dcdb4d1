import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { type NewAct, noteAct } from './acts.ts';
import { hasCome } from './due.ts';
import type { JobsTable } from './jobs-table.ts';
import type { Schema } from './schema.ts';
import { isUniqueViolation } from './unique-violation.ts';

export type Job = Selectable<JobsTable>;

export type NewJob = Pick<Job, 'kind' | 'person_id' | 'locale'> & { wish: unknown; said: unknown };

/** What the trail says of a job besides. */
type Noted = Pick<NewAct, 'act' | 'subject' | 'after'>;

/** Until when a job is in whose hands. */
type Hold = { now: number; until: number };

/** Keeps a job that waits for its owner's word. */
export async function askJob(db: Kysely<Schema>, job: NewJob, now: number): Promise<Job> {
  return await inserting(db, job, now, { state: 'asked', turn: null, attempts: 0, leased_until: 0 });
}

/** Begins a job, in our hands, and writes that down; undefined while another one runs. */
export async function beginJob(
  db: Kysely<Schema>,
  job: NewJob,
  noted: Noted,
  { now, until }: Hold,
): Promise<Job | undefined> {
  return await unlessTurnTaken(() =>
    db.transaction().execute(async (tx) => {
      await noteAct(tx, noted, { by: job.person_id, now });
      return await inserting(tx, job, now, { state: 'running', turn: 1, attempts: 1, leased_until: until });
    }),
  );
}

async function inserting(
  db: Kysely<Schema>,
  { wish, said, ...job }: NewJob,
  now: number,
  begun: Pick<Job, 'state' | 'turn' | 'attempts' | 'leased_until'>,
): Promise<Job> {
  return await db
    .insertInto('jobs')
    .values({
      id: randomBytes(8).toString('hex'),
      ...job,
      ...begun,
      wish: JSON.stringify(wish),
      said: JSON.stringify(said),
      message_id: null,
      token: null,
      valid_until: 0,
      stopping: 0,
      told: 0,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Begins a job that waited for its owner's word, once, and writes that down: undefined when it does not wait any more. `busy`
 * while another one runs.
 */
export async function beginAsked(
  db: Kysely<Schema>,
  id: string,
  said: unknown,
  noted: Noted,
  { now, until }: Hold,
): Promise<Job | 'busy' | undefined> {
  const begun = await unlessTurnTaken(() =>
    db.transaction().execute(async (tx) => {
      const job = await tx
        .updateTable('jobs')
        .set({
          state: 'running',
          turn: 1,
          said: JSON.stringify(said),
          attempts: 1,
          leased_until: until,
          updated_at: now,
        })
        .where('id', '=', id)
        .where('state', '=', 'asked')
        .returningAll()
        .executeTakeFirst();
      if (job) await noteAct(tx, noted, { by: job.person_id, now });
      return job;
    }),
  );
  if (begun) return begun;
  const known = await findJob(db, id);
  return known?.state === 'asked' ? 'busy' : undefined;
}

async function unlessTurnTaken<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return undefined;
  }
}

/** Forgets a job that its owner does not want; false when it does not wait for their word any more. */
export async function dropAsked(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('jobs')
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** A job as it is now. */
export async function findJob(db: Kysely<Schema>, id: string): Promise<Job | undefined> {
  return await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The job that runs. */
export async function runningJob(db: Kysely<Schema>): Promise<Job | undefined> {
  return await db.selectFrom('jobs').selectAll().where('turn', '=', 1).executeTakeFirst();
}

/** Remembers where a job is shown now. */
export async function showJobAt(
  db: Kysely<Schema>,
  id: string,
  at: { messageId: string; token: string; validUntil: number },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ message_id: at.messageId, token: at.token, valid_until: at.validUntil })
    .where('id', '=', id)
    .execute();
}

/** Wants a job stopped that runs, and writes that down, once. */
export async function askStop(db: Kysely<Schema>, id: string, now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const job = await tx
      .updateTable('jobs')
      .set({ stopping: 1 })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('stopping', '=', 0)
      .returningAll()
      .executeTakeFirst();
    if (job) await noteAct(tx, { act: 'job_stop', subject: job.kind }, { by: job.person_id, now });
  });
}

/** Takes over a job whose process is gone. Its attempt is the proof that it is still ours. */
export async function leaseJob(
  db: Kysely<Schema>,
  id: string,
  { now, until }: Hold,
): Promise<Job | undefined> {
  return await db
    .updateTable('jobs')
    .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where(hasCome('leased_until', now))
    .returningAll()
    .executeTakeFirst();
}

type Held = Pick<Job, 'id' | 'attempts'>;

/** Notes how far a job in our hands is, and keeps it until `until`. As it is then; undefined when it is not ours any more. */
export async function keepJob(
  db: Kysely<Schema>,
  held: Held,
  said: unknown,
  { now, until }: Hold,
): Promise<Job | undefined> {
  return await ours(db, held)
    .set({ said: JSON.stringify(said), leased_until: until, updated_at: now })
    .returningAll()
    .executeTakeFirst();
}

/** Ends a job in our hands with what came of it. As it is then; undefined when it is not ours any more. */
export async function endJob(
  db: Kysely<Schema>,
  held: Held,
  said: unknown,
  now: number,
): Promise<Job | undefined> {
  return await ours(db, held)
    .set({ state: 'ended', turn: null, said: JSON.stringify(said), leased_until: 0, updated_at: now })
    .returningAll()
    .executeTakeFirst();
}

/** Lets go of a job in our hands, so that another process goes on with it. */
export async function releaseJob(db: Kysely<Schema>, held: Held): Promise<void> {
  await ours(db, held).set({ leased_until: 0 }).execute();
}

function ours(db: Kysely<Schema>, { id, attempts }: Held) {
  return db
    .updateTable('jobs')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempts', '=', attempts);
}

/** Remembers that its owner has been shown how a job ended. */
export async function markTold(db: Kysely<Schema>, id: string): Promise<void> {
  await db.updateTable('jobs').set({ told: 1 }).where('id', '=', id).execute();
}

/** The job whose process is gone, if there is one. */
export async function strandedJob(db: Kysely<Schema>, now: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('turn', '=', 1)
    .where(hasCome('leased_until', now))
    .executeTakeFirst();
  return row?.id;
}

/** Forgets jobs that do not run and were last changed before a moment, epoch ms. */
export async function forgetJobs(db: Kysely<Schema>, before: number): Promise<void> {
  await db.deleteFrom('jobs').where('state', '!=', 'running').where('updated_at', '<', before).execute();
}

/** Forgets all jobs of somebody; one that runs ends when its process notices. */
export async function forgetJobsOf(db: Kysely<Schema>, personId: string): Promise<void> {
  await db.deleteFrom('jobs').where('person_id', '=', personId).execute();
}
