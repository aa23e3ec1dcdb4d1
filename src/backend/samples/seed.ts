import { oneAtATime } from '../../store/one-at-a-time.ts';
import type { Db, Trx } from '../db.ts';
import { sampleStories, sampleTrees } from './index.ts';
import { AUTHORS, author, CLIENT, sampleId, sampleStoryId } from './names.ts';
import type { SampleStory } from './sample.ts';
import { addTree } from './seed-tree.ts';

const HOUR = 3_600_000;

/**
 * Fills an empty backend with the sample trees and stories, and says whether it did: where there is any tree or
 * story already, nothing happens. Their authors are people of the auth method `system`, hidden from leaderboards.
 */
export async function seedSamples(db: Db, now: () => number): Promise<boolean> {
  const time = now();
  return db.transaction().execute(async (trx) => {
    await oneAtATime(trx, 'samples'); // several processes may be started at once
    if (!(await isEmpty(trx))) return false;
    await addAuthors(trx, time);
    for (const [index, tree] of sampleTrees.entries())
      await addTree(trx, tree, index, time - (sampleTrees.length - index) * HOUR);
    for (const [index, story] of sampleStories.entries()) await addStory(trx, story, index, time);
    return true;
  });
}

async function isEmpty(trx: Trx) {
  const tree = await trx.selectFrom('backend_trees').select('id').limit(1).executeTakeFirst();
  const story = await trx.selectFrom('backend_stories').select('id').limit(1).executeTakeFirst();
  return tree === undefined && story === undefined;
}

async function addAuthors(trx: Trx, time: number) {
  await trx
    .insertInto('backend_users')
    .values(
      Array.from({ length: AUTHORS }, (_, index) => ({
        id: author(index),
        client: CLIENT,
        auth_method: 'system',
        username: `sample-${index + 1}`,
        display_name: `Sample author ${index + 1}`,
        notes: '',
        enabled: 1,
        deleted: 0,
        show_on_leaderboard: 0,
        created_at: time,
        terms_accepted_at: time,
        last_activity_at: null,
        streak_days: null,
        streak_start_at: time,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function addStory(trx: Trx, story: SampleStory, index: number, time: number) {
  const key = `${story.lang}/story/${story.name}`;
  await trx
    .insertInto('backend_stories')
    .values({
      id: sampleStoryId(story),
      lang: story.lang,
      text: story.text,
      created_at: time,
      summary_count: story.summaries.length,
    })
    .execute();
  await trx
    .insertInto('backend_summaries')
    .values(
      story.summaries.map((text, place) => ({
        id: sampleId(`${key}/${place}`),
        story_id: sampleStoryId(story),
        lang: story.lang,
        client: CLIENT,
        user_id: author(index + place),
        frontend_message_id: `sample:${key}/${place}`,
        task_id: null,
        text,
        created_at: time,
        rating_count: 0,
      })),
    )
    .execute();
}
