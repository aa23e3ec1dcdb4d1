import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { BackendMessagesTable } from '../../store/backend-tables.ts';
import type { Db, Trx } from '../context.ts';
import { defaults } from '../settings.ts';
import { settle } from '../trees.ts';
import { sampleStories, sampleTrees } from './index.ts';
import type { SampleMessage, SampleStory, SampleTree } from './sample.ts';

const CLIENT = 'samples';
const AUTHORS = 8;
const MINUTE = 60_000;

/**
 * Fills an empty backend with the sample trees and stories, and says whether it did: where there is any tree or
 * story already, nothing happens. Their authors are people of the auth method `system`, hidden from leaderboards.
 */
export async function seedSamples(db: Db, now: () => number): Promise<boolean> {
  const time = now();
  return db.transaction().execute(async (trx) => {
    if (!(await isEmpty(trx))) return false;
    await addAuthors(trx, time);
    for (const [index, tree] of sampleTrees.entries()) await addTree(trx, tree, index, time);
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

async function addTree(trx: Trx, tree: SampleTree, index: number, time: number) {
  const key = `${tree.lang}/${tree.name}`;
  const begun = time - (sampleTrees.length - index) * 60 * MINUTE;
  await trx
    .insertInto('backend_trees')
    .values({
      id: sampleId(key),
      lang: tree.lang,
      state: tree.state,
      goal_size: defaults.goalTreeSize,
      max_depth: tree.maxDepth ?? defaults.maxTreeDepth,
      max_children: defaults.maxChildren,
      origin: 'samples',
      created_at: begun,
      won_lottery_at: ['growing', 'ranking', 'ready_for_export'].includes(tree.state) ? begun : null,
      prompt_votes: 0,
    })
    .execute();
  await addMessage(trx, tree, tree.prompt, { key, depth: 0, parentId: null, author: index, at: begun });
  await settle(trx, sampleId(key), defaults);
}

type Place = { key: string; depth: number; parentId: string | null; author: number; at: number };

async function addMessage(trx: Trx, tree: SampleTree, message: SampleMessage, place: Place): Promise<void> {
  await trx
    .insertInto('backend_messages')
    .values(messageRow(tree, message, place))
    .execute();
  if (message.review !== 'waiting') await addReviews(trx, message, place);
  const replies = (message.replies ?? []).map((reply, index) => ({
    reply,
    place: {
      key: `${place.key}/${index}`,
      depth: place.depth + 1,
      parentId: sampleId(place.key),
      author: place.author + index + 1,
      at: place.at + (index + 1) * MINUTE,
    },
  }));
  for (const { reply, place: below } of replies) await addMessage(trx, tree, reply, below);
  if (tree.state === 'ready_for_export' && replies.length > 1)
    await addRankings(
      trx,
      tree,
      place,
      replies.map((child) => child.place),
    );
}

function messageRow(
  tree: SampleTree,
  message: SampleMessage,
  place: Place,
): Insertable<BackendMessagesTable> {
  const id = sampleId(place.key);
  const waits = message.review === 'waiting';
  return {
    id,
    tree_id: sampleId(`${tree.lang}/${tree.name}`),
    parent_id: place.parentId,
    depth: place.depth,
    client: CLIENT,
    user_id: author(place.author),
    frontend_message_id: `sample:${place.key}`,
    task_id: null,
    text: message.text,
    lang: tree.lang,
    queue: tree.lang,
    is_assistant: place.depth % 2,
    created_at: place.at,
    review_count: waits ? 0 : defaults.reviewsForReply,
    review_result: waits ? null : Number(message.review !== 'refused'),
    deleted: 0,
    edited: 0,
    synthetic: 0,
    model_name: null,
    ranking_count: 0,
    rank: null,
    child_count: 0,
    wanted: null,
    reserved_until: null,
    reserved_by: null,
  };
}

/** The three reviews that decided about a sample: they are rows like everybody's, so counts and rows agree. */
async function addReviews(trx: Trx, message: SampleMessage, place: Place) {
  const spam = message.review === 'refused' ? 1 : 0;
  await trx
    .insertInto('backend_labels')
    .values(
      [1, 2, 3].map((step) => ({
        id: sampleId(`${place.key}/review/${step}`),
        message_id: sampleId(place.key),
        user_id: author(place.author + step + 4),
        kind: 'review' as const,
        task_id: null,
        text: '',
        labels: JSON.stringify({ spam, lang_mismatch: 0, quality: spam === 1 ? 0 : 0.75 }),
        created_at: place.at + step,
      })),
    )
    .execute();
}

async function addRankings(trx: Trx, tree: SampleTree, parent: Place, siblings: readonly Place[]) {
  for (const step of [1, 2, 3]) {
    const id = sampleId(`${parent.key}/ranking/${step}`);
    await trx
      .insertInto('backend_rankings')
      .values({
        id,
        tree_id: sampleId(`${tree.lang}/${tree.name}`),
        parent_id: sampleId(parent.key),
        user_id: author(parent.author + step + 4),
        task_id: id,
        not_rankable: 0,
        created_at: parent.at + step,
      })
      .execute();
    await trx
      .insertInto('backend_places')
      .values(siblings.map(({ key }, place) => ({ ranking_id: id, message_id: sampleId(key), place })))
      .execute();
  }
  for (const [rank, { key }] of siblings.entries())
    await trx
      .updateTable('backend_messages')
      .set({ rank, ranking_count: 3 })
      .where('id', '=', sampleId(key))
      .execute();
}

async function addStory(trx: Trx, story: SampleStory, index: number, time: number) {
  const key = `${story.lang}/story/${story.name}`;
  await trx
    .insertInto('backend_stories')
    .values({
      id: sampleId(key),
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
        story_id: sampleId(key),
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

function author(index: number) {
  return sampleId(`author/${index % AUTHORS}`);
}

/** A UUID made from a name, the same everywhere. */
function sampleId(name: string) {
  const hex = createHash('sha256').update(`oasst-samples/${name}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
