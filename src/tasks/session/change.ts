import type { Kysely } from 'kysely';
import { prepared } from '../../store/prepared.ts';
import type { Schema } from '../../store/schema.ts';
import { isBefore, moving, turnOf } from './moving.ts';
import { type SessionFacts, type StoredSession, sessionOf } from './session.ts';
import { answerable, isAnswerable, type SessionEvent } from './states.ts';

// What happens to a session once it is open. Each change is one statement that names the states it may come from.

type Db = Kysely<Schema>;

/** Changes a session by an event, and tells its state then; undefined when something else was quicker. */
export async function change(
  db: Db,
  taskId: string,
  event: Exclude<SessionEvent, ClickEvent | 'lostBegun' | 'unseen' | 'told' | 'unreadable'>,
  now: number,
  refusalCode?: number | null,
): Promise<Pick<SessionFacts, 'state'> | undefined> {
  if (event === 'delivered' && refusalCode === undefined) return (await delivered(db, { taskId, now }))[0];
  return await moving(db, taskId, event, now)
    .$if(refusalCode !== undefined, (query) => query.set({ refusal_code: refusalCode ?? null }))
    .returning('state')
    .executeTakeFirst();
}

const delivered = prepared((db, { taskId, now }: { taskId: string; now: number }) =>
  moving(db, taskId, 'delivered', now).returning('state'),
);

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
  const rows = await held(db, { taskId, turn: turnOf(interactionId) });
  return rows.length === 1;
}

const held = prepared((db, { taskId, turn }: { taskId: string; turn: string }) =>
  db
    .updateTable('sessions')
    .set({ last_turn: turn })
    .where('task_id', '=', taskId)
    .where('state', 'in', answerable)
    .where(isBefore(turn))
    .returning('task_id'),
);

/**
 * Remembers, as part of the transaction that holds it, that what came back has other words now: what it was refused for is
 * no longer said of it.
 */
export async function amend(tx: Db, taskId: string): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ amended: 1 })
    .where('task_id', '=', taskId)
    .where('state', '=', 'returned')
    .execute();
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

/**
 * Ends an open task that the backend no longer knows, as part of a transaction; what was entered for it goes back to its
 * author. The session is held first: what somebody enters just now is entered before this or after it, and seen either way.
 */
export async function lose(tx: Db, taskId: string, code: number, now: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ updated_at: now })
    .where('task_id', '=', taskId)
    .where('state', '=', 'open')
    .execute();
  const { numUpdatedRows } = await moving(tx, taskId, 'lostBegun', now)
    .set({ refusal_code: code })
    .where((eb) => eb.exists(eb.selectFrom('drafts').select('task_id').where('task_id', '=', taskId)))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await change(tx, taskId, 'lost', now, null);
}

/** Changes what the next task after this one is to be: a task type or `random`. */
export async function setRequested(db: Db, taskId: string, requested: string): Promise<void> {
  await db.updateTable('sessions').set({ requested }).where('task_id', '=', taskId).execute();
}
