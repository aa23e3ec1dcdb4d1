import { codes } from '../../oasst/errors.ts';
import { prepared } from '../../store/prepared.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Client } from '../keys/clients.ts';
import { fits } from '../text.ts';
import { taskByAck, taskById, unknownTask } from './task-row.ts';

/** The longest id of a front end's that is taken, in code points. The reference takes any its index can hold. */
const ID_LIMIT = 512;

/**
 * Binds the front end's id to a task. Again with the same id is fine; throws Refusal: 404 2100 for an unknown task,
 * 400 2103 for another id than before, 400 1001 for an id that cannot be stored or that another task has.
 */
export async function ack(
  backend: Backend,
  client: Client,
  taskId: string,
  messageId: string,
): Promise<void> {
  const { db } = backend;
  if (messageId === '') throw new RequestError(400, codes.invalidMessageId, 'message_id must not be empty');
  if (fits(messageId, ID_LIMIT) && (await bind(db, client, taskId, messageId))) return;
  const task = await taskById(db, client, taskId);
  if (!task) throw new RequestError(404, codes.taskNotFound, `Task ${taskId} not found`);
  if (!fits(messageId, ID_LIMIT)) throw notAcked();
  if (task.acked_id !== messageId) throw ackedDifferently();
}

/** Acks a task of the client's that had no ack; false for any other. */
async function bind(db: Db, client: Client, taskId: string, messageId: string): Promise<boolean> {
  try {
    const rows = await bound(db, { taskId, client: client.name, messageId });
    return rows.length > 0;
  } catch (error) {
    throw isUniqueViolation(error) ? notAcked() : error;
  }
}

const bound = prepared((db, call: { taskId: string; client: string; messageId: string }) =>
  db
    .updateTable('backend_tasks')
    .set({ acked_id: call.messageId })
    .where('id', '=', call.taskId)
    .where('client', '=', call.client)
    .where('acked_id', 'is', null)
    .returning('id'),
);

/**
 * Ends a collective task.
 * @throws RequestError (400): 2100 when unknown, 2106 when it is not collective
 */
export async function close({ db, now }: Backend, client: Client, messageId: string): Promise<void> {
  const task = await taskByAck(db, client, messageId);
  if (!task) throw unknownTask();
  if (task.collective === 0)
    throw new RequestError(400, codes.taskNotYours, 'This is not a collective task.');
  await db
    .updateTable('backend_tasks')
    .set({ done_at: now() })
    .where('id', '=', task.id)
    .where('done_at', 'is', null)
    .execute();
}

function notAcked() {
  return new RequestError(
    400,
    codes.taskAckFailed,
    'The task could not be acknowledged with this message_id.',
  );
}

function ackedDifferently() {
  return new RequestError(400, codes.taskAckedDifferently, 'Task already updated.');
}
