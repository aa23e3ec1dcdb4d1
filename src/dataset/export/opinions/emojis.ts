import type { Db } from '../../../backend/db.ts';
import { compareIds } from '../../compare-ids.ts';
import type { People } from '../people.ts';

/** An emoji on a message, and the name of the person who put it there. */
export type GivenEmoji = { message_id: string; emoji: string; user: string | undefined };

/** The emojis on each message of some trees, the oldest first. */
export async function givenEmojis(
  db: Db,
  treeIds: readonly string[],
  people: People,
): Promise<Map<string, GivenEmoji[]>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_emojis as given', 'given.message_id', 'message.id')
    .select(['given.message_id', 'given.emoji', 'given.user_id', 'given.created_at'])
    .where('message.tree_id', 'in', treeIds)
    .execute();
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const given = rows
    .filter(({ user_id }) => known.get(user_id)?.withdrawn === false)
    .sort(
      (a, b) =>
        a.created_at - b.created_at || compareIds(a.user_id, b.user_id) || compareIds(a.emoji, b.emoji),
    )
    .map(({ message_id, emoji, user_id }) => ({ message_id, emoji, user: known.get(user_id)?.name }));
  return Map.groupBy(given, ({ message_id }) => message_id);
}
