import { codes } from '../../oasst/errors.ts';
import { prepared } from '../../store/prepared.ts';
import type { Db } from '../db.ts';
import { RequestError } from '../errors.ts';
import { isStorable } from '../text.ts';
import type { MessageRow } from './tables.ts';

/**
 * A message by the backend's id.
 * @throws RequestError (404, 2001)
 */
export async function messageById(db: Db, id: string): Promise<MessageRow> {
  const [row] = await byId(db, { id });
  if (!row) throw notFound();
  return row;
}

const byId = prepared((db, { id }: { id: string }) =>
  db.selectFrom('backend_messages').selectAll().where('id', '=', id),
);

/**
 * A message by its author's front end's id.
 * @throws RequestError (404, 2001)
 */
export async function messageByFrontendId(
  db: Db,
  client: { name: string },
  frontendId: string,
): Promise<MessageRow> {
  const row = isStorable(frontendId) ? await rowByFrontendId(db, client, frontendId) : undefined;
  if (!row) throw notFound();
  return row;
}

function rowByFrontendId(db: Db, client: { name: string }, frontendId: string) {
  return db
    .selectFrom('backend_messages')
    .selectAll()
    .where('client', '=', client.name)
    .where('frontend_message_id', '=', frontendId)
    .executeTakeFirst();
}

/** From the prompt down to a message, which is the last. */
export type MessagePath = [...above: MessageRow[], message: MessageRow];

/**
 * The messages from the prompt down to the one with this id.
 * @throws RequestError: 404 2001 when there is none; 500 2009, as the reference does, when one of those above
 *   it was deleted or refused
 */
export async function conversationTo(db: Db, id: string): Promise<MessagePath> {
  const path = await pathTo(db, { id });
  const message = path.pop();
  if (!message) throw notFound();
  const broken = path.some((row) => row.deleted === 1 || row.review_result === 0);
  if (broken) throw new RequestError(500, codes.brokenConversation, 'Broken conversation');
  return [...path, message];
}

/** The messages at these ids, in this order. */
export async function messagesInOrder(db: Db, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('backend_messages').selectAll().where('id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The replies to a message, oldest first. */
export function childrenOf(db: Db, id: string): Promise<MessageRow[]> {
  return repliesTo(db, { id });
}

const repliesTo = prepared((db, { id }: { id: string }) =>
  db
    .selectFrom('backend_messages')
    .selectAll()
    .where('parent_id', '=', id)
    .where('deleted', '=', 0)
    .orderBy('created_at')
    .orderBy('id'),
);

/** Refusal (404, 2001). */
export function notFound(): RequestError {
  return new RequestError(404, codes.messageNotFound, 'Message not found');
}

/** From the prompt down to a message, whatever became of those above it; empty when there is none. */
export const pathTo = prepared((db, { id }: { id: string }) =>
  db
    .withRecursive('path', (with_) =>
      with_
        .selectFrom('backend_messages')
        .selectAll()
        .where('id', '=', id)
        .unionAll((union) =>
          union
            .selectFrom('backend_messages')
            .innerJoin('path', 'path.parent_id', 'backend_messages.id')
            .selectAll('backend_messages'),
        ),
    )
    .selectFrom('path')
    .selectAll()
    .orderBy('depth'),
);
