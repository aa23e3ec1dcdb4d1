import type { Selectable } from 'kysely';
import { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { Id } from '../../oasst/protocol.ts';
import { prepared } from '../../store/prepared.ts';
import type { Db, Trx } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Client } from '../keys/clients.ts';
import { isStorable } from '../text.ts';
import { lockUser, mustBeAllowed } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';
import type { BackendTasksTable } from './tables.ts';

export type TaskRow = Selectable<BackendTasksTable>;

/**
 * What a task row remembers besides its columns: the ids to rank, in the order they were shown; those not shown because
 * they have the same text as one that was, with the id of that one; and whether there were more than it shows.
 */
export const Payload = z.object({
  candidates: z.array(Id).default([]),
  twins: z.record(Id, Id).default({}),
  partial: z.boolean().default(false),
});

/** The task with this id, if it is the client's. */
export async function taskById(
  db: Db,
  client: Pick<Client, 'name'>,
  id: string,
): Promise<TaskRow | undefined> {
  const [task] = await byId(db, { id, client: client.name });
  return task;
}

const byId = prepared((db, { id, client }: { id: string; client: string }) =>
  db.selectFrom('backend_tasks').selectAll().where('id', '=', id).where('client', '=', client),
);

/** The task that the client acked with this id of its own. */
export async function taskByAck(db: Db, client: Client, ackedId: string): Promise<TaskRow | undefined> {
  if (!isStorable(ackedId)) return undefined;
  const [task] = await byAck(db, { client: client.name, ackedId });
  return task;
}

const byAck = prepared((db, { client, ackedId }: { client: string; ackedId: string }) =>
  db.selectFrom('backend_tasks').selectAll().where('client', '=', client).where('acked_id', '=', ackedId),
);

/**
 * @throws RequestError (400) for a task that is expired (2101), not acked (2104), done (2105) or not this
 *   person's (2106)
 */
export function mustBeOpen(task: TaskRow, user: UserRow, now: number): void {
  mustBeInTime(task, now);
  if (task.acked_id === null) throw new RequestError(400, codes.taskNotAcked, 'Task is not acknowledged.');
  mustBeUnfinished(task, user);
}

/** The same for a nack, which needs no ack. */
export function mustBeSkippable(task: TaskRow, user: UserRow, now: number): void {
  mustBeInTime(task, now);
  mustBeUnfinished(task, user);
}

/**
 * Begins the transaction of an answer: takes its person and marks the task as done. Gives whether what was read about the person
 * still holds: false when they have finished something since they were looked up.
 * @throws RequestError: 400 2105 for the second of two answers at once, 2106 when the person's account was merged into another
 *   meanwhile, 2100 when the task is gone; 503 4001 when the person was kept out since they were looked up. Locks go in one
 *   order everywhere: person, task, tree, messages
 */
export async function claim(trx: Trx, task: TaskRow, user: UserRow, now: number): Promise<boolean> {
  await lockUser(trx, user.id);
  if (task.collective === 1) {
    await mustStillBeAllowed(trx, user.id);
    return false;
  }
  const rows = await done(trx, { taskId: task.id, userId: user.id, now });
  const [row] = rows;
  if (row) return row.active_at === user.last_activity_at;
  const current = await taskById(trx, { name: task.client }, task.id);
  if (!current) throw unknownTask();
  if (current.user_id !== user.id) throw notYours();
  if (current.done_at === null) await mustStillBeAllowed(trx, user.id);
  throw alreadyDone();
}

async function mustStillBeAllowed(trx: Trx, userId: string): Promise<void> {
  const person = await trx
    .selectFrom('backend_users')
    .selectAll()
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  mustBeAllowed(person, { requireTerms: false });
}

const done = prepared((db, { taskId, userId, now }: { taskId: string; userId: string; now: number }) =>
  db
    .updateTable('backend_tasks')
    .set({ done_at: now })
    .where('id', '=', taskId)
    .where('user_id', '=', userId)
    .where('done_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('backend_users as person') // who is held
          .select('person.id')
          .where('person.id', '=', userId)
          .where('person.enabled', '=', 1)
          .where('person.deleted', '=', 0),
      ),
    )
    .returning(({ selectFrom }) =>
      selectFrom('backend_users as person')
        .select('person.last_activity_at')
        .where('person.id', '=', userId)
        .as('active_at'),
    ),
);

function mustBeInTime(task: TaskRow, now: number) {
  if (task.collective === 0 && task.expires_at <= now)
    throw new RequestError(400, codes.taskExpired, 'Task already expired.');
}

function mustBeUnfinished(task: TaskRow, user: UserRow) {
  if (task.done_at !== null) throw alreadyDone();
  if (task.collective === 0 && task.user_id !== user.id) throw notYours();
}

/** Refusal (400, 2105). */
export function alreadyDone(): RequestError {
  return new RequestError(400, codes.taskAlreadyDone, 'Task already done.');
}

/** Refusal (400, 2100). */
export function unknownTask(): RequestError {
  return new RequestError(400, codes.taskNotFound, 'Task not found');
}

function notYours() {
  return new RequestError(400, codes.taskNotYours, 'Task was assigned to a different user.');
}
