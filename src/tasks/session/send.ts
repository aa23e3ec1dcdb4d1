import type { ExpressionBuilder, Kysely } from 'kysely';
import { prepared } from '../../store/prepared.ts';
import type { Schema } from '../../store/schema.ts';
import { type Given, givenBefore, givenWith, midnightBefore } from './given.ts';
import { moving, turnOf } from './moving.ts';
import type { SessionFacts } from './session.ts';
import { answerable } from './states.ts';

type Db = Kysely<Schema>;

/** What the sending of an answer begins with, and how many that makes. */
export type Begun = { messageId: string; bound: boolean; given: Given };

/** What sending needs to know of the session and of the draft that the answer was made of, as they were read. */
export type Sending = Pick<SessionFacts, 'taskId' | 'messageId' | 'lastTurn'> & {
  interactionId: string;
  /** Undefined without a draft. */
  draftVersion: number | undefined;
  /** What the same interaction entered was kept before, and goes out now. */
  isSecondStep?: boolean;
};

/**
 * Begins the sending of an answer, if the draft is still the one it was made of. A session whose card was never seen to
 * be shown is given an id for its ack; `bound` says that this is to be sent now.
 *
 * PostgreSQL asks again of the session alone when another process has held it meanwhile, and answers what is asked of the
 * draft from before: so it is the session that says whether anything was entered since.
 */
export async function beginSending(
  db: Db,
  { taskId, messageId, lastTurn, interactionId, draftVersion, isSecondStep = false }: Sending,
  now: number,
): Promise<Begun | undefined> {
  const own = turnOf(interactionId);
  const turn = isSecondStep ? `${own}1` : own; // behind its first step, before every later interaction
  if (lastTurn !== null && lastTurn >= turn) return undefined;
  const call = { taskId, interactionId, lastTurn, turn, now, midnight: midnightBefore(now) };
  const [row] = await (draftVersion === undefined
    ? begunWithoutDraft(db, call)
    : begunWithDraft(db, { ...call, draftVersion }));
  if (!row?.message_id) return undefined;
  const bound = messageId === null && [interactionId, taskId].includes(row.message_id);
  return { messageId: row.message_id, bound, given: givenWith(row) };
}

function draftOf(eb: ExpressionBuilder<Schema, 'sessions'>, taskId: string) {
  return eb.selectFrom('drafts').select('task_id').where('task_id', '=', taskId);
}

type BegunCall = Pick<Sending, 'taskId' | 'lastTurn' | 'interactionId'> & {
  turn: string;
  now: number;
  midnight: number;
};

const begunWithDraft = prepared((db, call: BegunCall & { draftVersion: number }) =>
  begun(db, call).where((eb) => eb.exists(draftOf(eb, call.taskId).where('version', '=', call.draftVersion))),
);

const begunWithoutDraft = prepared((db, call: BegunCall) =>
  begun(db, call).where((eb) => eb.not(eb.exists(draftOf(eb, call.taskId)))),
);

function begun(db: Db, { taskId, interactionId, lastTurn, turn, now, midnight }: BegunCall) {
  return moving(db, taskId, 'send', now)
    .set((eb) => ({
      last_turn: turn,
      refusal_code: null,
      amended: 0,
      message_id: eb.fn.coalesce('sessions.message_id', idForAck(eb, interactionId)),
    }))
    .where('last_turn', 'is not distinct from', lastTurn)
    .returning((eb) => ['message_id', ...givenBefore(eb, taskId, midnight)]);
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
  const [row] = await bound(db, { taskId, messageId, now });
  return row?.message_id ?? undefined;
}

const bound = prepared((db, call: { taskId: string; messageId: string; now: number }) =>
  db
    .updateTable('sessions')
    .set((eb) => ({ message_id: idForAck(eb, call.messageId), updated_at: call.now }))
    .where('task_id', '=', call.taskId)
    .where('message_id', 'is', null)
    .where('state', 'in', [...answerable, 'sending'])
    .returning('message_id'),
);

/** `messageId`, or the task's own id where another session is acked with that already. */
function idForAck(eb: ExpressionBuilder<Schema, 'sessions'>, messageId: string) {
  const taken = eb
    .selectFrom('sessions as other')
    .select('task_id')
    .where('other.message_id', '=', messageId);
  return eb.case().when(eb.exists(taken)).then(eb.ref('sessions.task_id')).else(messageId).end();
}
