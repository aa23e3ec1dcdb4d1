import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import { hasCome } from './due.ts';
import type { Schema } from './schema.ts';

/** What its author can still take back: it waits for that, and has never set out. */
export type Undoable = 'answer' | 'nack';

/** Whether a call waits so that its author can take it back. */
export function isHeldBack(kind: Undoable, now: number): Expression<SqlBool> {
  const { eb, and, not } = expressionBuilder<Schema, 'outbox'>();
  return and([
    eb('outbox.kind', '=', kind),
    eb('outbox.state', '=', 'waiting'),
    eb('outbox.attempts', '=', 0),
    not(hasCome('not_before', now)),
  ]);
}

/** Whether an answer still waits so that its author can take it back. */
export async function canTakeBack(db: Kysely<Schema>, taskId: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', taskId)
    .where(isHeldBack('answer', now))
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets a call that could still be taken back go out now; false when none waits for that. */
export async function hasten(
  db: Kysely<Schema>,
  taskId: string,
  kind: Undoable,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ not_before: now })
    .where('lane', '=', taskId)
    .where(isHeldBack(kind, now))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes back a call that has not gone out; false when it has, or is just going. */
export async function withdraw(
  db: Kysely<Schema>,
  taskId: string,
  kind: Undoable,
  now: number,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('lane', '=', taskId)
    .where('kind', '=', kind)
    .where('state', '=', 'waiting')
    .where(hasCome('leased_until', now))
    .where('attempts', '=', 0)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
