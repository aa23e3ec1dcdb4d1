import type { Kysely } from 'kysely';
import type { Schema } from '../../../src/store/schema.ts';
import { messageId, personId, putPeople, putTree } from './collection.ts';

/** How the replies of a tree hang on each other: each on the one before it, or all on the prompt. */
export type TreeShape = 'deep' | 'wide';

const AT_ONCE = 500; // rows of an insert
const JUDGED = 20;

/**
 * Puts a tree with so many replies into a collection; people have labelled some of them and put emojis on them, and, where all
 * answer the prompt, ranked some.
 */
export async function putLargeTree(
  db: Kysely<Schema>,
  { shape, replies }: { shape: TreeShape; replies: number },
): Promise<void> {
  await putPeople(db, [{}, {}, {}]);
  const isWide = shape === 'wide';
  await putTree(db, 0, { messages: [{ text: 'How deep is the sea?', labels: [{ quality: 1 }] }] });
  const prompt = await db.selectFrom('backend_messages').selectAll().executeTakeFirstOrThrow();
  const rows = Array.from({ length: replies }, (_each, index) => {
    const depth = isWide ? 1 : index + 1;
    return {
      ...prompt,
      id: messageId(0, index + 1),
      parent_id: messageId(0, isWide ? 0 : index),
      depth,
      frontend_message_id: `0/${index + 1}`,
      text: `Reply ${index}`,
      is_assistant: depth % 2,
      created_at: prompt.created_at + index + 1,
      rank: isWide && index < JUDGED ? index : null,
    };
  });
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await db
      .insertInto('backend_messages')
      .values(rows.slice(start, start + AT_ONCE))
      .execute();
  for (let index = 0; index < JUDGED; index += 1) await judge(db, index + 1);
  if (isWide) await rankAll(db);
}

async function judge(db: Kysely<Schema>, index: number) {
  const at = { message_id: messageId(0, index), created_at: 0 };
  await db
    .insertInto('backend_labels')
    .values({
      ...at,
      id: `label ${index}`,
      user_id: personId(1),
      kind: 'review',
      task_id: null,
      text: '',
      labels: '{"quality":1}',
    })
    .execute();
  await db
    .insertInto('backend_emojis')
    .values({ ...at, user_id: personId(2), emoji: '+1' })
    .execute();
}

async function rankAll(db: Kysely<Schema>) {
  const prompt = messageId(0, 0);
  for (const voter of [0, 2]) {
    const id = `ranking ${voter}`;
    await db
      .insertInto('backend_rankings')
      .values({
        id,
        tree_id: prompt,
        parent_id: prompt,
        user_id: personId(voter),
        task_id: id,
        not_rankable: 0,
        created_at: voter,
      })
      .execute();
    const places = Array.from({ length: JUDGED }, (_, place) => ({
      ranking_id: id,
      message_id: messageId(0, place + 1),
      place,
    }));
    await db.insertInto('backend_places').values(places).execute();
  }
}
