import type { Kysely } from 'kysely';
import { entered } from '../../store/drafts.ts';
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

/** The same, and which consent its person has given, with one question. */
export async function readOwned(
  db: Db,
  taskId: string,
): Promise<{ owner: { consent_version: number | null }; underway: Underway } | undefined> {
  const row = await underway(db)
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select('people.consent_version')
    .where('sessions.task_id', '=', taskId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { consent_version, ...rest } = row;
  return { owner: { consent_version }, underway: underwayOf(rest) };
}

/** A session by its task. */
export async function readSession(db: Db, taskId: string): Promise<StoredSession | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('task_id', '=', taskId).executeTakeFirst();
  return row && sessionOf(row);
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

function inOrder(rows: readonly Row[], states: readonly SessionState[]): Underway[] {
  return states.flatMap((state) => rows.filter((row) => row.state === state)).map(underwayOf);
}

/** Somebody as far as a new task depends on it; undefined when nobody knows them. */
export type Standing = { lang: string | null; consent_version: number | null } | undefined;

/** Somebody, and their sessions in one of these states, in the order of `listUnderway`, with one question. */
export async function readStanding(
  db: Db,
  personId: string,
  states: readonly SessionState[],
): Promise<{ person: Standing; underway: Underway[] }> {
  const rows = await db
    .selectFrom('people')
    .leftJoin('sessions', (join) =>
      join.onRef('sessions.person_id', '=', 'people.id').on('sessions.state', 'in', states),
    )
    .leftJoin('drafts as draft', 'draft.task_id', 'sessions.task_id')
    .where('people.id', '=', personId)
    .selectAll('sessions')
    .select(['draft.content', 'draft.version', 'people.lang as own_lang', 'people.consent_version'])
    .orderBy('sessions.created_at')
    .execute();
  const [first] = rows;
  const person = first && { lang: first.own_lang, consent_version: first.consent_version };
  const found = rows.filter((row): row is typeof row & Row => row.task_id !== null);
  return { person, underway: inOrder(found, states) };
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

function underway(db: Db) {
  return db
    .selectFrom('sessions')
    .leftJoin('drafts as draft', 'draft.task_id', 'sessions.task_id')
    .selectAll('sessions')
    .select(['draft.content', 'draft.version']);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof underway>['executeTakeFirst']>>>;

function underwayOf({ content, version, ...row }: Row): Underway {
  return {
    session: sessionOf(row),
    stored: entered(content),
    draftVersion: version ?? undefined,
  };
}
