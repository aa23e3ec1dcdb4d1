import { type Kysely, sql } from 'kysely';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { NOW } from '../../support/stored.ts';

/** The language in which it is, and nothing else. */
export const OPEN_LANG = 'sv';
/** The types of task that it waits for. */
export const openTypes = ['label_assistant_reply', 'assistant_reply', 'rank_assistant_replies'] as const;

/** Conversations of one message in a language of their own, so many for each of these types of task, in a campaign or in none. */
export async function openWork(
  db: Kysely<Schema>,
  each: number,
  campaignId: string | null = null,
): Promise<void> {
  await seedSamples(db, () => NOW);
  const tree = await db.selectFrom('backend_trees').selectAll().limit(1).executeTakeFirstOrThrow();
  const message = await db
    .selectFrom('backend_messages')
    .selectAll()
    .where('id', '=', tree.id)
    .executeTakeFirstOrThrow();
  const campaign = { campaign_id: campaignId };
  for (const wanted of openTypes) {
    const ids = Array.from({ length: each }, () => crypto.randomUUID());
    for (let from = 0; from < each; from += 500) {
      const some = ids.slice(from, from + 500);
      const trees = some.map((id) => ({
        ...tree,
        id,
        lang: OPEN_LANG,
        state: 'growing' as const,
        ...campaign,
      }));
      await db.insertInto('backend_trees').values(trees).execute();
      const messages = some.map((id) => ({
        ...message,
        ...{ id, tree_id: id, frontend_message_id: id, queue: OPEN_LANG, wanted, task_id: null },
        ...campaign,
      }));
      await db.insertInto('backend_messages').values(messages).execute();
    }
  }
  await sql`analyze`.execute(db);
}
