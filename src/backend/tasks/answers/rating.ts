import { codes } from '../../../oasst/errors.ts';
import { isUniqueViolation } from '../../../store/unique-violation.ts';
import type { Backend } from '../../context.ts';
import { RequestError, ValidationError } from '../../errors.ts';
import type { Client } from '../../keys/clients.ts';
import { messageByFrontendId } from '../../messages/read.ts';
import { noteActivity } from '../../users/people.ts';
import type { UserRow } from '../../users/tables.ts';
import type { IncomingRating } from '../requests.ts';
import { claim, mustBeOpen, type TaskRow, taskByAck } from '../task-row.ts';

/** Stores how good somebody finds a summary. */
export async function submitRating(
  backend: Backend,
  client: Client,
  user: UserRow,
  answer: IncomingRating,
): Promise<void> {
  const task = await taskByAck(backend.db, client, answer.message_id);
  if (task?.type !== 'rate_summary') return refuse(backend, client, task, answer);
  mustBeOpen(task, user, backend.now());
  const { min, max } = backend.settings.ratingScale;
  if (answer.rating < min || answer.rating > max)
    throw new ValidationError([
      { loc: ['body', 'rating'], msg: `ensure this value is from ${min} to ${max}`, type: 'value_error' },
    ]);
  await store(backend, user, task, answer.rating);
}

async function store(backend: Backend, user: UserRow, task: TaskRow, rating: number) {
  const { db, now } = backend;
  const summary_id = String(task.subject_id);
  const opinion = { task_id: task.id, rating, created_at: now() };
  try {
    await db.transaction().execute(async (trx) => {
      await claim(trx, task, user, now());
      await trx
        .insertInto('backend_ratings')
        .values({ summary_id, user_id: user.id, ...opinion })
        .execute();
      await trx
        .updateTable('backend_summaries')
        .set(({ eb }) => ({ rating_count: eb('rating_count', '+', 1) }))
        .where('id', '=', summary_id)
        .execute();
      await noteActivity(trx, backend, user);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError(400, codes.labelOwnOrDouble, 'The summary was already rated by the same user.');
  }
}

/** The reference knows ratings of messages only, and never has one to be rated: these are its refusals. */
async function refuse(backend: Backend, client: Client, task: TaskRow | undefined, answer: IncomingRating) {
  await messageByFrontendId(backend.db, client, answer.message_id);
  if (task && task.done_at !== null) throw new RequestError(400, codes.taskAlreadyDone, 'Task already done.');
  throw new RequestError(400, codes.taskKindMismatch, 'This task takes no rating.');
}
