import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Task } from '../../oasst/tasks.ts';
import type { Schema } from '../../store/schema.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { type Given, givenBefore, givenWith } from './given.ts';
import { type SessionFacts, type StoredSession, sessionOf } from './session.ts';
import { answerable, changes, isAnswerable, type SessionEvent } from './states.ts';

// The only writers of a session. Each change is one statement that names the states it may come from.

type Db = Kysely<Schema>;

export type NewSession = Pick<SessionFacts, 'personId' | 'requested' | 'lang' | 'expiresAt'> & { task: Task };

/** Keeps a new open task, and gives it; undefined when the person already has one, or somebody has this one. */
export async function openSession(
  db: Db,
  given: NewSession,
  now: number,
): Promise<StoredSession | undefined> {
  const { personId: person_id, task, requested, lang, expiresAt: expires_at } = given;
  const row = { task_id: task.id, person_id, type: task.type, requested, lang, task: JSON.stringify(task) };
  try {
    const kept = await db
      .insertInto('sessions')
      .values({ ...row, state: 'open', created_at: now, expires_at, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    return sessionOf(kept);
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

/** Changes a session by an event, and tells its state then; undefined when something else was quicker. */
export async function change(
  db: Db,
  taskId: string,
  event: Exclude<SessionEvent, ClickEvent | 'lostBegun' | 'unseen' | 'told' | 'unreadable'>,
  now: number,
  refusalCode?: number | null,
): Promise<Pick<SessionFacts, 'state'> | undefined> {
  return await moving(db, taskId, event, now)
    .$if(refusalCode !== undefined, (query) => query.set({ refusal_code: refusalCode ?? null }))
    .returning('state')
    .executeTakeFirst();
}

/**
 * Ends a session whose person was told that it is over, if it still is as it was when they were told: what became of it
 * meanwhile they do not know. Tells its state then.
 */
export async function endTold(
  db: Db,
  { taskId, state, updatedAt }: SessionFacts,
  event: 'told' | 'unreadable',
  now: number,
): Promise<Pick<SessionFacts, 'state'> | undefined> {
  if (!isAnswerable(state)) return undefined; // that end is no news
  return await moving(db, taskId, event, now)
    .where('state', '=', state)
    .where('updated_at', '=', updatedAt)
    .returning('state')
    .executeTakeFirst();
}

/** What the person does, click by click. */
export type ClickEvent = 'skip' | 'unskip' | 'send' | 'unsend';

/**
 * Changes a session by what its person does, which is done once and in the order of the clicks. Gives it as it is then;
 * undefined when something else was quicker, when this interaction has changed it already (on another process), or a
 * newer one has.
 */
export async function changeByClick(
  db: Db,
  taskId: string,
  event: Exclude<ClickEvent, 'send'>,
  interactionId: string,
  now: number,
): Promise<StoredSession | undefined> {
  const last_turn = turnOf(interactionId);
  const row = await moving(db, taskId, event, now)
    .set({ last_turn })
    .where(isBefore(last_turn))
    .returningAll()
    .executeTakeFirst();
  return row && sessionOf(row);
}

/**
 * Lets an interaction change what was entered, and keeps all others from it until the transaction this belongs into is
 * over. False when the session takes no answer, when this interaction was here already, or a newer one.
 */
export async function holdDraft(db: Db, taskId: string, interactionId: string): Promise<boolean> {
  const last_turn = turnOf(interactionId);
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ last_turn })
    .where('task_id', '=', taskId)
    .where('state', 'in', answerable)
    .where(isBefore(last_turn))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What the sending of an answer begins with, and how many that makes. */
export type Begun = { messageId: string; bound: boolean; given: Given };

/** What sending needs to know of the session and of the draft that the answer was made of, as they were read. */
export type Sending = Pick<SessionFacts, 'taskId' | 'messageId'> & {
  interactionId: string;
  /** Undefined without a draft. */
  draftVersion: number | undefined;
  /** What the same interaction entered was kept before, and goes out now. */
  isSecondStep?: boolean;
};

/**
 * Begins the sending of an answer, if the draft is still the one it was made of. A session whose card was never seen to
 * be shown is given an id for its ack; `bound` says that this is to be sent now.
 */
export async function beginSending(
  db: Db,
  { taskId, messageId, interactionId, draftVersion, isSecondStep = false }: Sending,
  now: number,
): Promise<Begun | undefined> {
  const turn = turnOf(interactionId);
  const last_turn = isSecondStep ? `${turn}1` : turn; // behind its first step, before every later interaction
  const row = await moving(db, taskId, 'send', now)
    .set((eb) => ({
      last_turn,
      refusal_code: null,
      message_id: eb.fn.coalesce('sessions.message_id', idForAck(eb, interactionId)),
    }))
    .where(isBefore(last_turn))
    .where((eb) => {
      const draft = eb.selectFrom('drafts').select('task_id').where('task_id', '=', taskId);
      if (draftVersion === undefined) return eb.not(eb.exists(draft));
      return eb.exists(draft.where('version', '=', draftVersion));
    })
    .returning((eb) => ['message_id', ...givenBefore(eb, taskId, now)])
    .executeTakeFirst();
  if (!row?.message_id) return undefined;
  const bound = messageId === null && [interactionId, taskId].includes(row.message_id);
  return { messageId: row.message_id, bound, given: givenWith(row) };
}

/**
 * Gives a task the id it is acked with, once, and tells which: `messageId`, or the task's own id when another task has
 * that already, because an id that acks two tasks makes both of them unanswerable. Undefined when the task already has
 * one, or has been given up.
 */
export async function bindMessage(
  db: Db,
  taskId: string,
  messageId: string,
  now: number,
): Promise<string | undefined> {
  const bound = await db
    .updateTable('sessions')
    .set((eb) => ({ message_id: idForAck(eb, messageId), updated_at: now }))
    .where('task_id', '=', taskId)
    .where('message_id', 'is', null)
    .where('state', 'in', [...answerable, 'sending'])
    .returning('message_id')
    .executeTakeFirst();
  return bound?.message_id ?? undefined;
}

/** Ends an open task that has never been shown; false when it has been, or is no longer open. */
export async function giveUpUnseen(db: Db, taskId: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await moving(db, taskId, 'unseen', now)
    .where('message_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Hands an open task back that nobody has entered anything for, for a click on another task; false when somebody has, or it
 * is no longer open. Who enters something later than this was read changes `last_turn`, and so is never passed over.
 */
export async function giveBackUntouched(
  db: Db,
  taskId: string,
  interactionId: string,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await moving(db, taskId, 'skip', now)
    .set({ last_turn: turnOf(interactionId) })
    .where('state', '=', 'open')
    .where('last_turn', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends an open task that the backend no longer knows; what was entered for it goes back to its author. */
export async function lose(db: Db, taskId: string, code: number, now: number): Promise<void> {
  const { numUpdatedRows } = await moving(db, taskId, 'lostBegun', now)
    .set({ refusal_code: code })
    .where((eb) => eb.exists(eb.selectFrom('drafts').select('task_id').where('task_id', '=', taskId)))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await change(db, taskId, 'lost', now, null);
}

/** Changes what the next task after this one is to be: a task type or `random`. */
export async function setRequested(db: Db, taskId: string, requested: string): Promise<void> {
  await db.updateTable('sessions').set({ requested }).where('task_id', '=', taskId).execute();
}

function moving(db: Db, taskId: string, event: SessionEvent, now: number) {
  const { from, to } = changes[event];
  return db
    .updateTable('sessions')
    .set({ state: to, updated_at: now })
    .where('task_id', '=', taskId)
    .where('state', 'in', [...from]);
}

/** `messageId`, or the task's own id where another session is acked with that already. */
function idForAck(eb: ExpressionBuilder<Schema, 'sessions'>, messageId: string) {
  const taken = eb
    .selectFrom('sessions as other')
    .select('task_id')
    .where('other.message_id', '=', messageId);
  return eb.case().when(eb.exists(taken)).then(eb.ref('sessions.task_id')).else(messageId).end();
}

/** Whether a session was last changed by an earlier interaction, or by none. */
function isBefore(turn: string) {
  return (eb: ExpressionBuilder<Schema, 'sessions'>) =>
    eb.or([eb('last_turn', 'is', null), eb('last_turn', '<', turn)]);
}

const TURN_DIGITS = 20;

/** Interaction ids of one length, so that as texts they have the order in which they were made. */
function turnOf(interactionId: string): string {
  return interactionId.padStart(TURN_DIGITS, '0');
}
