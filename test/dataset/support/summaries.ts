import { personId, uuid } from './collection.ts';
import type { Db } from './text.ts';

const BEGUN = Date.UTC(2026, 0, 1);

export type PlainSummary = {
  text: string;
  author: number;
  story?: string;
  lang?: string;
  ratings?: readonly number[];
  /** What its author was warned of. */
  secondLook?: readonly string[];
};

/** Puts summaries of one story into a collection; the ratings are by the people of those indexes. */
export async function putSummaries(db: Db, summaries: readonly PlainSummary[]) {
  await db
    .insertInto('backend_stories')
    .values({ id: uuid('story'), lang: 'en', text: 'Once.', created_at: BEGUN, summary_count: 0 })
    .execute();
  for (const [
    index,
    { text, author, story = uuid('story'), lang = 'en', ratings = [], secondLook },
  ] of summaries.entries()) {
    const id = uuid(text);
    await db
      .insertInto('backend_summaries')
      .values({
        id,
        story_id: story,
        lang,
        client: 'default',
        user_id: personId(author),
        frontend_message_id: id,
        task_id: null,
        text,
        created_at: BEGUN + index,
        rating_count: ratings.length,
        second_look: secondLook ? JSON.stringify(secondLook) : null,
      })
      .execute();
    for (const [rater, rating] of ratings.entries())
      await db
        .insertInto('backend_ratings')
        .values({
          summary_id: id,
          user_id: personId(rater),
          task_id: null,
          rating,
          created_at: BEGUN + rater,
        })
        .execute();
  }
}
