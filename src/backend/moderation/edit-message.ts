import { codes } from '../../oasst/errors.ts';
import { codePoints } from '../../text.ts';
import type { Backend } from '../context.ts';
import { wireDate } from '../dates.ts';
import type { Db, Trx } from '../db.ts';
import { RequestError } from '../errors.ts';
import { bandsOf } from '../messages/alike/bands.ts';
import { messageById } from '../messages/read.ts';
import type { MessageRow } from '../messages/tables.ts';
import { isStorable } from '../text.ts';
import { lockTree } from '../trees/trees.ts';
import type { UserRow } from '../users/tables.ts';
import { within } from '../within.ts';

/**
 * Gives a message another text and keeps the ones before.
 * @throws RequestError: 404 2001 unknown, 400 1008 too long, 1004 when it cannot be stored
 */
export async function edit(backend: Backend, editor: UserRow, id: string, text: string): Promise<void> {
  const { db, settings } = backend;
  if (codePoints(text) > settings.textLimit)
    throw new RequestError(400, codes.textTooLong, 'Message size too long.');
  if (!isStorable(text))
    throw new RequestError(400, codes.interactionRequestFailed, 'The text cannot be stored.');
  const { tree_id } = await messageById(db, id);
  await within(db, async (trx) => {
    await lockTree(trx, tree_id);
    await revise(trx, backend, editor, await messageById(trx, id), text);
  });
}

/** The same within a transaction that holds the message's tree. */
export async function revise(
  trx: Trx,
  { newId, now }: Pick<Backend, 'newId' | 'now'>,
  editor: Pick<UserRow, 'id'>,
  message: Pick<MessageRow, 'id' | 'user_id' | 'text' | 'created_at'>,
  text: string,
): Promise<void> {
  const { id, user_id, created_at } = message;
  const revision = { message_id: id, user_id: editor.id, text, created_at: now() };
  const written = { message_id: id, user_id, text: message.text, created_at };
  const step = await nextStep(trx, id);
  const revisions = step === 0 ? [written, revision] : [revision];
  await trx
    .insertInto('backend_revisions')
    .values(revisions.map((row, index) => ({ id: newId(), step: step + index, ...row })))
    .execute();
  await trx
    .updateTable('backend_messages')
    .set({ text, edited: 1, ...bandsOf(text) })
    .where('id', '=', id)
    .execute();
}

async function nextStep(trx: Trx, messageId: string) {
  const last = await trx
    .selectFrom('backend_revisions')
    .select('step')
    .where('message_id', '=', messageId)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : last.step + 1;
}

/**
 * All texts of a message, the first one first.
 * @throws RequestError (404, 2001)
 */
export async function history(db: Db, id: string, viewerId: string | undefined) {
  await messageById(db, id); // or 404
  const rows = await db
    .selectFrom('backend_revisions')
    .selectAll()
    .where('message_id', '=', id)
    .orderBy('step')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    message_id: row.message_id,
    user_id: row.user_id,
    created_date: wireDate(row.created_at),
    user_is_author: viewerId !== undefined && row.user_id === viewerId,
  }));
}
