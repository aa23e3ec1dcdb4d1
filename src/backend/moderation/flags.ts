import { codes } from '../../oasst/errors.ts';
import { wireDate } from '../dates.ts';
import type { Db, Trx } from '../db.ts';
import { RequestError } from '../errors.ts';
import { type Stretch, within } from '../lists/cursor.ts';

export type FlagRow = { message_id: string; processed: number; created_at: number };

/**
 * Notes that a message got a red flag. It is in the list once, from its first one; after somebody has looked it comes
 * back with the new date.
 */
export async function noteFlag(trx: Trx, messageId: string, now: number): Promise<void> {
  await trx
    .insertInto('backend_flags')
    .values({ message_id: messageId, processed: 0, created_at: now })
    .onConflict((conflict) =>
      conflict
        .column('message_id')
        .doUpdateSet({ processed: 0, created_at: now })
        .where('backend_flags.processed', '=', 1),
    )
    .execute();
}

/** Flagged messages, those nobody has looked at first, then by date. */
export function flagQueue(db: Db, most: number): Promise<FlagRow[]> {
  return db
    .selectFrom('backend_flags')
    .selectAll()
    .orderBy('processed')
    .orderBy('created_at')
    .orderBy('message_id')
    .limit(most)
    .execute();
}

/** Flagged messages by date: all, or only those that somebody, or nobody, has looked at. */
export function listFlags(db: Db, stretch: Stretch, processed?: boolean): Promise<FlagRow[]> {
  const { limit, desc } = stretch;
  const order = desc ? 'desc' : 'asc';
  let query = db.selectFrom('backend_flags').selectAll();
  if (processed !== undefined) query = query.where('processed', '=', processed ? 1 : 0);
  for (const bound of within(stretch, { key: 'created_at', id: 'message_id' })) query = query.where(bound);
  return query.orderBy('created_at', order).orderBy('message_id', order).limit(limit).execute();
}

/**
 * Marks a flagged message as looked at.
 * @throws RequestError (404, 2001) for one that has no flag
 */
export async function markProcessed(db: Db, messageId: string): Promise<FlagRow> {
  const row = await db
    .updateTable('backend_flags')
    .set({ processed: 1 })
    .where('message_id', '=', messageId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new RequestError(404, codes.messageNotFound, 'Message not found');
  return row;
}

/** Whether a message has a red flag that nobody has looked at. */
export async function isWaiting(db: Db, messageId: string): Promise<boolean> {
  const row = await db
    .selectFrom('backend_flags')
    .select('processed')
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row?.processed === 0;
}

/** Whether the red flag of a message, if it has one, waits for somebody to look at it. */
export async function setWaiting(db: Db, messageId: string, waiting: boolean): Promise<void> {
  await db
    .updateTable('backend_flags')
    .set({ processed: waiting ? 0 : 1 })
    .where('message_id', '=', messageId)
    .execute();
}

export function flagView({ message_id, processed, created_at }: FlagRow) {
  return { message_id, processed: processed === 1, created_date: wireDate(created_at) };
}
