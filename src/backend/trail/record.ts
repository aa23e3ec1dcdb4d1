import type { Backend } from '../context.ts';
import type { Db, Trx } from '../db.ts';
import type { Before, Values } from './before.ts';
import type { ActRow } from './tables.ts';

/** Writes an act down, in its own transaction. */
export async function record(
  trx: Trx,
  { newId, now }: Pick<Backend, 'newId' | 'now'>,
  act: Pick<ActRow, 'act' | 'actor'> &
    Partial<Pick<ActRow, 'message_id' | 'user_id' | 'campaign_id' | 'reason'>>,
  before: Before,
  after: Values = {},
): Promise<ActRow> {
  return await trx
    .insertInto('backend_acts')
    .values({
      id: newId(),
      message_id: null,
      user_id: null,
      campaign_id: null,
      reason: '',
      ...act,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      created_at: now(),
      undone_at: null,
      undone_by: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Which acts are asked for: about something, by somebody, and since when (epoch ms). */
export type ActFilter = {
  messageId?: string | undefined;
  userId?: string | undefined;
  actor?: string | undefined;
  since?: number | undefined;
};

/** What was done, the newest first; with `since`, the oldest first. */
export async function listActs(
  db: Db,
  { messageId, userId, actor, since }: ActFilter,
  most: number,
): Promise<ActRow[]> {
  return await db
    .selectFrom('backend_acts')
    .selectAll()
    .$if(messageId !== undefined, (query) => query.where('message_id', '=', messageId ?? ''))
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(since !== undefined, (query) => query.where('created_at', '>=', since ?? 0))
    .orderBy('created_at', since === undefined ? 'desc' : 'asc')
    .orderBy('id', since === undefined ? 'desc' : 'asc')
    .limit(most)
    .execute();
}
