import type { Kysely } from 'kysely';
import { entered } from '../../store/drafts.ts';
import { consentRaises } from '../../store/own-texts.ts';
import { prepared } from '../../store/prepared.ts';
import type { Schema } from '../../store/schema.ts';
import type { SessionState } from '../../store/tables.ts';
import { type StoredSession, sessionOf } from './session.ts';

type Db = Kysely<Schema>;

/** A session with what has been entered for it, as stored. */
export type Underway = {
  session: StoredSession;
  /** Undefined when nothing was entered. */
  stored: unknown;
  /** Of the draft; undefined without one. */
  draftVersion: number | undefined;
};

/** A session and its draft. */
export async function readUnderway(db: Db, taskId: string): Promise<Underway | undefined> {
  const row = await underway(db).where('sessions.task_id', '=', taskId).executeTakeFirst();
  return row && underwayOf(row);
}

/** Whose a session is, as far as that decides what may be done with it. */
export type Owner = { consent_version: number | null; consent_raises: number; skips_review: number };

/** The same, and who its person is, with one question. */
export async function readOwned(
  db: Db,
  taskId: string,
): Promise<{ owner: Owner; underway: Underway } | undefined> {
  const [row] = await owned(db, { taskId });
  if (!row) return undefined;
  const { consent_version, consent_raises, skips_review, ...rest } = row;
  return { owner: { consent_version, consent_raises, skips_review }, underway: underwayOf(rest) };
}

const owned = prepared((db, { taskId }: { taskId: string }) =>
  underway(db)
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['people.consent_version', 'people.skips_review', consentRaises()])
    .where('sessions.task_id', '=', taskId),
);

/** A session by its task. */
export async function readSession(db: Db, taskId: string): Promise<StoredSession | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('task_id', '=', taskId).executeTakeFirst();
  return row && sessionOf(row);
}

/** Whether an answer that was on its way has come to its end since; false for a task that is not here any more. */
export async function hasSettled(db: Db, taskId: string): Promise<boolean> {
  const now = await readSession(db, taskId);
  return now !== undefined && now.state !== 'sending';
}

/** All sessions of a person in one of these states, state by state in this order, then the oldest first. */
export async function listUnderway(
  db: Db,
  personId: string,
  states: readonly SessionState[],
): Promise<Underway[]> {
  const rows = await underway(db)
    .where('sessions.person_id', '=', personId)
    .where('sessions.state', 'in', states)
    .orderBy('sessions.created_at')
    .execute();
  return inOrder(rows, states);
}

/** Sessions state by state in this order; those of one state as they come. */
export function inOrder(rows: readonly Row[], states: readonly SessionState[]): Underway[] {
  return states.flatMap((state) => rows.filter((row) => row.state === state)).map(underwayOf);
}

/** How many tasks are in people's hands just now. */
export async function countOpen(db: Db): Promise<number> {
  const { open } = await db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** Sessions with their drafts, to be narrowed down. */
function underway(db: Db) {
  return db
    .selectFrom('sessions')
    .leftJoin('drafts as draft', 'draft.task_id', 'sessions.task_id')
    .selectAll('sessions')
    .select(['draft.content', 'draft.version']);
}

/** A session with its draft, as stored. */
export type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof underway>['executeTakeFirst']>>>;

function underwayOf({ content, version, ...row }: Row): Underway {
  return {
    session: sessionOf(row),
    stored: entered(content),
    draftVersion: version ?? undefined,
  };
}
