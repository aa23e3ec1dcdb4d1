import type { Db } from './context.ts';
import { wireDate } from './dates.ts';
import type { MessageRow } from './trees.ts';

/** A message as tasks carry it. */
export type ConversationMessageView = Awaited<ReturnType<typeof conversationViews>>[number];

/** Messages with their emojis, as `viewerId` sees them. */
export async function conversationViews(
  db: Db,
  messages: readonly MessageRow[],
  viewerId: string | undefined,
) {
  const given = await emojisOn(
    db,
    messages.map(({ id }) => id),
  );
  return messages.map((message) => {
    const emojis = given.get(message.id) ?? [];
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
  });
}

/** The full form of messages. */
export async function messageViews(db: Db, messages: readonly MessageRow[], viewerId: string | undefined) {
  const views = await conversationViews(db, messages, viewerId);
  return messages.map((message, index) => ({
    ...views[index],
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
    user: null,
  }));
}

async function emojisOn(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { user_id: string; emoji: string }[]>();
  const rows = await db
    .selectFrom('backend_emojis')
    .select(['message_id', 'user_id', 'emoji'])
    .where('message_id', 'in', ids)
    .orderBy('emoji')
    .execute();
  return Map.groupBy(rows, ({ message_id }) => message_id);
}

function tally(emojis: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    Map.groupBy(emojis, (emoji) => emoji)
      .entries()
      .map(([emoji, all]) => [emoji, all.length]),
  );
}
