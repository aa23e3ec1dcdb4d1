import type { Kysely } from 'kysely';
import { forgetActs } from './acts.ts';
import { isPostgres } from './dialect.ts';
import { forgetInCases } from './forget-cases.ts';
import { forgetJobsOf } from './jobs.ts';
import type { Schema } from './schema.ts';
import { thankNoMore } from './thanks.ts';

/** Deletes sessions with what hangs on them: only their own room may. */
export type ForgetSessions = (tx: Kysely<Schema>, personId: string) => Promise<void>;

/**
 * Deletes everything the bot itself keeps of a person, in one transaction; false, with nothing changed, while a call about
 * them is in some process's hands just now, or, with `delivered`, still waits to be delivered.
 */
export async function forgetPerson(
  db: Kysely<Schema>,
  personId: string,
  { forgetSessions, delivered, now }: { forgetSessions: ForgetSessions; delivered: boolean; now: number },
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const isUnderWay = async () =>
      (await callsOf(tx, personId)
        .select('id')
        .where('state', '=', 'waiting')
        .$if(!delivered, (query) => query.where('leased_until', '>', now))
        .executeTakeFirst()) !== undefined;
    if (await isUnderWay()) return false;
    await holdRows(tx, personId);
    if (isPostgres(tx) && (await isUnderWay())) return false;
    await tx.deleteFrom('outbox').where('id', 'in', callsOf(tx, personId).select('id')).execute();
    await forgetSessions(tx, personId);
    await tx.deleteFrom('consents').where('person_id', '=', personId).execute();
    await forgetStaff(tx, personId);
    await forgetActs(tx, personId);
    await forgetInCases(tx, personId);
    await forgetJobsOf(tx, personId);
    await thankNoMore(tx, personId, now);
    await tx.deleteFrom('quotas').where('person_id', '=', personId).execute();
    await tx.deleteFrom('people').where('id', '=', personId).execute();
    return true;
  });
}

/**
 * Keeps processes that are at work for somebody from going on: what they were about to add is there when they are looked for,
 * and what comes later finds nobody. On SQLite nobody else can be at work.
 */
async function holdRows(tx: Kysely<Schema>, personId: string): Promise<void> {
  if (!isPostgres(tx)) return;
  await tx.selectFrom('people').select('id').where('id', '=', personId).forUpdate().execute();
  const sessions = tx.selectFrom('sessions').select('task_id').where('person_id', '=', personId);
  await sessions.orderBy('task_id').forUpdate().execute();
  await callsOf(tx, personId).select('id').orderBy('id').forUpdate().execute();
}

/** What managers and moderators did stays; that it was this person is forgotten, and so is that they are one. */
async function forgetStaff(tx: Kysely<Schema>, personId: string): Promise<void> {
  for (const column of ['changed_by', 'log_chosen_by'] as const) {
    await tx
      .updateTable('servers')
      .set({ [column]: '' })
      .where(column, '=', personId)
      .execute();
  }
  await tx.deleteFrom('moderators').where('kind', '=', 'person').where('id', '=', personId).execute();
  await tx.updateTable('own_texts').set({ written_by: '' }).where('written_by', '=', personId).execute();
  await tx.updateTable('moderators').set({ added_by: '' }).where('added_by', '=', personId).execute();
}

/** The calls about somebody: of their tasks, or with their id in them. */
export function callsOf(db: Kysely<Schema>, personId: string) {
  return db.selectFrom('outbox').where(({ or, eb, selectFrom }) =>
    or([
      eb('task_id', 'in', selectFrom('sessions').select('task_id').where('person_id', '=', personId)),
      eb('body', 'like', `%"${personId}"%`), // a Discord id has digits only
    ]),
  );
}
