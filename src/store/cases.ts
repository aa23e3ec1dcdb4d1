import { randomBytes } from 'node:crypto';
import type { Expression, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { CaseReportsTable, CasesTable } from './cases-table.ts';
import type { Schema } from './schema.ts';

export type Case = Selectable<CasesTable>;
export type Decision = NonNullable<Case['decision']>;

/** Who decides by the rules of the collection. */
export const AUTOMATIC = 'automatic';

/** A report as it came from somebody, at this time (epoch ms). */
export type NewReport = {
  messageId: string;
  personId: string;
  words: string;
  labels: readonly string[];
  madeAt: number;
};

/**
 * Notes a report that has arrived, which opens the case of its message, again if it was closed; not where the rules have
 * removed the message since it was made, as they may because of it. Belongs into the transaction that ends its delivery.
 */
export async function noteReport(db: Kysely<Schema>, report: NewReport, now: number): Promise<void> {
  const { messageId: message_id, personId: person_id, words, madeAt } = report;
  const said = { words, labels: JSON.stringify(report.labels), reported_at: now };
  await db
    .insertInto('case_reports')
    .values({ message_id, person_id, ...said })
    .onConflict((conflict) => conflict.columns(['message_id', 'person_id']).doUpdateSet(said))
    .execute();
  await opening(db, message_id, now)
    .onConflict((conflict) =>
      conflict.column('message_id').doUpdateSet((eb) => {
        const isRemoved = eb.and([
          eb('cases.decided_by', '=', AUTOMATIC),
          eb('cases.decided_at', '>=', madeAt),
        ]);
        const ifRemoved = <T>(known: Expression<T>) => eb.case().when(isRemoved).then(known).end();
        return {
          version: eb('cases.version', '+', 1),
          stale: 1,
          decision: ifRemoved(eb.ref('cases.decision')),
          act_id: ifRemoved(eb.ref('cases.act_id')),
          decided_by: ifRemoved(eb.ref('cases.decided_by')),
          decided_at: ifRemoved(eb.ref('cases.decided_at')),
        };
      }),
    )
    .execute();
}

/** Notes that the rules removed something by themselves; nothing when that is known. */
export async function noteRemoval(
  db: Kysely<Schema>,
  { messageId, actId, decision }: { messageId: string; actId: string; decision: Decision },
  now: number,
): Promise<void> {
  const decided = { decision, act_id: actId, decided_by: AUTOMATIC, decided_at: now, stale: 1 };
  await db.transaction().execute(async (tx) => {
    await opening(tx, messageId, now)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .updateTable('cases')
      .set((eb) => ({ ...decided, version: eb('version', '+', 1), seen_act: actId }))
      .where('message_id', '=', messageId)
      .where(({ or, eb }) => or([eb('seen_act', 'is', null), eb('seen_act', '!=', actId)]))
      .execute();
  });
}

/** Writes a decision down, unless somebody has decided or reported since this version. Whether it was written. */
export async function decide(
  db: Kysely<Schema>,
  { id, version }: Pick<Case, 'id' | 'version'>,
  { decision, by, actId }: { decision: Decision; by: string; actId: string | undefined },
  now: number,
): Promise<boolean> {
  const decided = { decision, decided_by: by, decided_at: now, act_id: actId ?? null, undone_by: null };
  return await change(db, { id, version }, decided);
}

/** Takes a decision back: the case is open again. Whether it was written. */
export async function reopen(
  db: Kysely<Schema>,
  known: Pick<Case, 'id' | 'version'>,
  by: string,
): Promise<boolean> {
  return await change(db, known, { ...undecided, undone_by: by });
}

/** The case of a message, opened for whoever looks at it; the log channels hear of it with the first decision. */
export async function caseOn(db: Kysely<Schema>, messageId: string, now: number): Promise<Case> {
  await opening(db, messageId, now, 0)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return await db
    .selectFrom('cases')
    .selectAll()
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
}

/** Reported messages about which nobody has decided, the newest first, and how many there are. */
export async function openCases(db: Kysely<Schema>, most: number): Promise<{ cases: Case[]; total: number }> {
  return await listed(undecidedCases(db), most, 'desc');
}

/** The same, the oldest first, without those that are on their way into the log channels by themselves. */
export async function settledOpenCases(
  db: Kysely<Schema>,
  most: number,
): Promise<{ cases: Case[]; total: number }> {
  return await listed(undecidedCases(db).where('stale', '=', 0), most, 'asc');
}

function undecidedCases(db: Kysely<Schema>) {
  return db
    .selectFrom('cases')
    .where('decision', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('case_reports')
          .select('person_id')
          .whereRef('case_reports.message_id', '=', 'cases.message_id'),
      ),
    );
}

async function listed(open: ReturnType<typeof undecidedCases>, most: number, order: 'asc' | 'desc') {
  const cases = await open.selectAll('cases').orderBy('created_at', order).limit(most).execute();
  const { total } = await open
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { cases, total: Number(total) };
}

/** The case with this id. */
export async function findCase(db: Kysely<Schema>, id: string): Promise<Case | undefined> {
  return await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Cases that the log channels do not show as they are, the oldest first. */
export async function staleCases(db: Kysely<Schema>, most: number): Promise<Case[]> {
  return await db
    .selectFrom('cases')
    .selectAll()
    .where('stale', '=', 1)
    .orderBy('created_at')
    .limit(most)
    .execute();
}

/**
 * Notes that this version is on its way into the log channels, and keeps it from changing until the transaction of its
 * posts ends. Whether it still is the newest: else whoever has changed it brings it there.
 */
export async function markShown(
  tx: Kysely<Schema>,
  { id, version }: Pick<Case, 'id' | 'version'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('cases')
    .set({ stale: 0 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Who reported a message, the newest first. */
export async function reportsOn(
  db: Kysely<Schema>,
  messageId: string,
  most: number,
): Promise<{ personId: string; words: string; labels: readonly string[] }[]> {
  const rows = await db
    .selectFrom('case_reports')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('reported_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(reportOf);
}

const Labels = z.array(z.string()).catch([]);

function reportOf({ person_id, words, labels }: Selectable<CaseReportsTable>) {
  return { personId: person_id, words, labels: Labels.parse(JSON.parse(labels)) };
}

const undecided = { decision: null, act_id: null, decided_by: null, decided_at: null } as const;

function opening(db: Kysely<Schema>, message_id: string, now: number, stale = 1) {
  return db.insertInto('cases').values({
    id: randomBytes(8).toString('hex'),
    message_id,
    version: 1,
    stale,
    ...undecided,
    undone_by: null,
    seen_act: null,
    deciding_until: null,
    created_at: now,
  });
}

async function change(
  db: Kysely<Schema>,
  { id, version }: Pick<Case, 'id' | 'version'>,
  changes: Partial<CasesTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cases')
    .set({ ...changes, stale: 1, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
