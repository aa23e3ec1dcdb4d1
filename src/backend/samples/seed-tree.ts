import type { Insertable } from 'kysely';
import type { Trx } from '../db.ts';
import type { BackendMessagesTable } from '../messages/tables.ts';
import { untouched } from '../messages/untouched.ts';
import { allKinds, defaults } from '../settings/settings.ts';
import { bringToRest } from '../trees/trees.ts';
import { author, CLIENT, sampleId } from './names.ts';
import type { SampleMessage, SampleTree } from './sample.ts';

const MINUTE = 60_000;

/** Stores a sample tree that began at `begun`; its first author is chosen by `index`. */
export async function addTree(trx: Trx, tree: SampleTree, index: number, begun: number): Promise<void> {
  const key = `${tree.lang}/${tree.name}`;
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
      author_id: author(index),
      was_finished: 0,
    })
    .execute();
  await addMessage(trx, tree, tree.prompt, { key, depth: 0, parentId: null, author: index, at: begun });
  await bringToRest(trx, sampleId(key), { ...defaults, ...allKinds });
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
    ...untouched,
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
