import type { Db } from '../../../backend/db.ts';
import { userName } from '../read.ts';

/** An emoji on a message, and the name of the person who put it there. */
export type GivenEmoji = { message_id: string; emoji: string; user: string };

/** The emojis on each message of some trees, the oldest first. */
export async function givenEmojis(db: Db, treeIds: readonly string[]): Promise<Map<string, GivenEmoji[]>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_emojis as given', 'given.message_id', 'message.id')
    .innerJoin('backend_users as user', 'user.id', 'given.user_id')
    .select(['given.message_id', 'given.emoji', 'user.id', 'user.client', 'user.username'])
    .where('message.tree_id', 'in', treeIds)
    .where('user.enabled', '=', 1)
    .where('user.deleted', '=', 0)
    .orderBy('given.created_at')
    .orderBy('given.user_id')
    .orderBy('given.emoji')
    .execute();
  const given = rows.map(({ message_id, emoji, id, client, username }) => ({
    message_id,
    emoji,
    user: userName(id, client, username),
  }));
  return Map.groupBy(given, ({ message_id }) => message_id);
}
