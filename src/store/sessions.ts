import type { Kysely, Selectable } from 'kysely';
import { Task } from '../oasst/tasks.ts';
import type { Schema } from './schema.ts';
import type { SessionState, SessionsTable } from './tables.ts';
import { isUniqueViolation } from './unique-violation.ts';

/** A task in somebody's hands. Times are epoch milliseconds. */
export type Session = {
  taskId: string;
  personId: string;
  task: Task;
  /** What was asked for: a task type or `random`. */
  requested: string;
  lang: string;
  state: SessionState;
  /** The id the task is acked with; null until it has been shown. */
  messageId: string | null;
  refusalCode: number | null;
  expiresAt: number;
  /** When its state last changed. */
  updatedAt: number;
};

export type NewSession = Pick<Session, 'personId' | 'task' | 'requested' | 'lang' | 'expiresAt'>;

/** Keeps a new open task; false when the person already has one. */
export async function addSession(db: Kysely<Schema>, given: NewSession, now: number): Promise<boolean> {
  const { personId: person_id, task, requested, lang, expiresAt: expires_at } = given;
  const row = { task_id: task.id, person_id, type: task.type, requested, lang, task: JSON.stringify(task) };
  try {
    await db
      .insertInto('sessions')
      .values({ ...row, state: 'open', created_at: now, expires_at, updated_at: now })
      .execute();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

export async function readSession(db: Kysely<Schema>, taskId: string): Promise<Session | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('task_id', '=', taskId).executeTakeFirst();
  return row && sessionOf(row);
}

/** All tasks of a person in one of these states, the oldest first. */
export async function listSessions(
  db: Kysely<Schema>,
  personId: string,
  states: readonly SessionState[],
): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', 'in', states)
    .orderBy('created_at')
    .execute();
  return rows.map(sessionOf);
}

/** The oldest task of a person in one of these states. */
export async function findSession(
  db: Kysely<Schema>,
  personId: string,
  states: readonly SessionState[],
): Promise<Session | undefined> {
  const [oldest] = await listSessions(db, personId, states);
  return oldest;
}

/** What may change together with a session's state. */
export type SessionChange = { message_id?: string; refusal_code?: number | null };

/** Moves a session on if it is in one of the states `from`; false when somebody else was quicker. */
export async function moveSession(
  db: Kysely<Schema>,
  taskId: string,
  from: readonly SessionState[],
  to: SessionState,
  now: number,
  change: SessionChange = {},
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ ...change, state: to, updated_at: now })
    .where('task_id', '=', taskId)
    .where('state', 'in', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Changes what the next task after this one is to be: a task type or `random`. */
export async function setRequested(db: Kysely<Schema>, taskId: string, requested: string): Promise<void> {
  await db.updateTable('sessions').set({ requested }).where('task_id', '=', taskId).execute();
}

const TURN_DIGITS = 20;

/**
 * Lets an interaction change a task that is in one of these states, and keeps all others from it until the transaction
 * this belongs into is over. False when the task is in another state, when this interaction has changed it already (on
 * another process), or when a newer one has: what is done to a task is done once, and in the order of the clicks.
 */
export async function holdFor(
  db: Kysely<Schema>,
  taskId: string,
  turnId: string,
  states: readonly SessionState[],
): Promise<boolean> {
  const last_turn = turnId.padStart(TURN_DIGITS, '0');
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ last_turn })
    .where('task_id', '=', taskId)
    .where('state', 'in', states)
    .where((eb) => eb.or([eb('last_turn', 'is', null), eb('last_turn', '<', last_turn)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Gives a task the id it is acked with, once, and tells which: `messageId`, or the task's own id when another task has
 * that already, because an id that acks two tasks makes both of them unanswerable. Undefined when the task already has
 * one, or has been given up.
 */
export async function bindMessage(
  db: Kysely<Schema>,
  taskId: string,
  messageId: string,
  now: number,
): Promise<string | undefined> {
  const bound = await db
    .updateTable('sessions')
    .set((eb) => ({
      message_id: eb
        .case()
        .when(
          eb.exists(
            eb.selectFrom('sessions as other').select('task_id').where('other.message_id', '=', messageId),
          ),
        )
        .then(eb.ref('sessions.task_id'))
        .else(messageId)
        .end(),
      updated_at: now,
    }))
    .where('task_id', '=', taskId)
    .where('message_id', 'is', null)
    .where('state', 'in', ['open', 'returned', 'sending'])
    .returning('message_id')
    .executeTakeFirst();
  return bound?.message_id ?? undefined;
}

/** Ends an open task that has never been shown; false when it has been, or is no longer open. */
export async function giveUpUnseen(db: Kysely<Schema>, taskId: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ state: 'gone', updated_at: now })
    .where('task_id', '=', taskId)
    .where('message_id', 'is', null)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function sessionOf(row: Selectable<SessionsTable>): Session {
  return {
    taskId: row.task_id,
    personId: row.person_id,
    task: Task.parse(JSON.parse(row.task)),
    requested: row.requested,
    lang: row.lang,
    state: row.state,
    messageId: row.message_id,
    refusalCode: row.refusal_code,
    expiresAt: row.expires_at,
    updatedAt: row.updated_at,
  };
}

/** How many tasks are in people's hands just now. */
export async function countOpen(db: Kysely<Schema>): Promise<number> {
  const { open } = await db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(open);
}
