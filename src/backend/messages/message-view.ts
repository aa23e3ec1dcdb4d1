import type { Backend } from '../context.ts';
import { wireDate } from '../dates.ts';
import type { Db } from '../db.ts';
import { usersById } from '../users/people.ts';
import { userView } from '../users/user-view.ts';
import type { MessageRow } from './tables.ts';

/** A message as tasks carry it. */
export type ConversationMessageView = Awaited<ReturnType<typeof conversationViews>>[number];

type Given = { message_id: string; user_id: string; emoji: string };

/** Messages with their emojis, as `viewerId` sees them. */
export async function conversationViews(
  db: Db,
  messages: readonly MessageRow[],
  viewerId: string | undefined,
) {
  const given = await emojisOn(db, messages);
  return messages.map((message) => briefly(message, given.get(message.id) ?? [], viewerId));
}

/** The full form of messages; with their authors, if that is wished. */
export async function messageViews(
  { db, now, settings }: Pick<Backend, 'db' | 'now' | 'settings'>,
  messages: readonly MessageRow[],
  viewerId: string | undefined,
  withAuthors = false,
) {
  const given = await emojisOn(db, messages);
  const authors = withAuthors ? await authorsOf(db, messages) : undefined;
  return messages.map((message) => {
    const author = authors?.get(message.user_id);
    return {
      ...briefly(message, given.get(message.id) ?? [], viewerId),
      parent_id: message.parent_id,
      created_date: wireDate(message.created_at),
      review_result: message.review_result === null ? null : message.review_result === 1,
      review_count: message.review_count,
      deleted: message.deleted === 1,
      edited: message.edited === 1,
      model_name: message.model_name,
      message_tree_id: message.tree_id,
      ranking_count: message.ranking_count,
      rank: message.rank,
      user: author ? userView(author, now(), settings) : null,
    };
  });
}

function briefly(message: MessageRow, emojis: readonly Given[], viewerId: string | undefined) {
  return {
    id: message.id,
    user_id: message.user_id,
    frontend_message_id: message.frontend_message_id,
    text: message.text,
    lang: message.lang,
    is_assistant: message.is_assistant === 1,
    emojis: tally(emojis.map(({ emoji }) => emoji)),
    user_emojis: emojis.filter(({ user_id }) => user_id === viewerId).map(({ emoji }) => emoji),
    user_is_author: viewerId === undefined ? null : message.user_id === viewerId,
    synthetic: message.synthetic === 1,
  };
}

async function emojisOn(db: Db, messages: readonly MessageRow[]): Promise<Map<string, Given[]>> {
  if (messages.length === 0) return new Map();
  const rows = await db
    .selectFrom('backend_emojis')
    .select(['message_id', 'user_id', 'emoji'])
    .where(
      'message_id',
      'in',
      messages.map(({ id }) => id),
    )
    .orderBy('emoji')
    .execute();
  return Map.groupBy(rows, ({ message_id }) => message_id);
}

function authorsOf(db: Db, messages: readonly MessageRow[]) {
  return usersById(db, [...new Set(messages.map(({ user_id }) => user_id))]);
}

function tally(emojis: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    Map.groupBy(emojis, (emoji) => emoji)
      .entries()
      .map(([emoji, all]) => [emoji, all.length]),
  );
}
