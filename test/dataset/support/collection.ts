import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { TreeState } from '../../../src/backend/trees/tables.ts';
import type { Schema } from '../../../src/store/schema.ts';

type Db = Kysely<Schema>;

export type PlainMessage = {
  /** Index of the message it answers; undefined for the prompt. */
  parent?: number;
  text: string;
  author?: number;
  at?: number;
  reviewCount?: number;
  reviewResult?: 0 | 1 | null;
  deleted?: boolean;
  synthetic?: boolean;
  model?: string | null;
  /** What its author was warned of. */
  secondLook?: readonly string[];
  rank?: number | null;
  /** Label rows, each by the person of that index. */
  labels?: readonly Record<string, number>[];
  /** The same, given without a task or in a report. */
  freeLabels?: readonly Record<string, number>[];
  reports?: readonly Record<string, number>[];
  /** Emojis, each by the person of that index. */
  emojis?: readonly string[];
  /** Rankings of its replies, as indexes of messages, best first. */
  rankings?: readonly (readonly number[])[];
};

export type PlainTree = {
  lang?: string;
  state?: TreeState;
  origin?: string | null;
  messages: readonly PlainMessage[];
};

const BEGUN = Date.UTC(2026, 0, 1);

/** A UUID made from a name. */
export function uuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const personId = (index: number) => uuid(`person ${index}`);
export const messageId = (tree: number, index: number) => uuid(`message ${tree}/${index}`);

/** Puts people into a collection: each is as the rows of theirs say, else an ordinary contributor. */
export async function putPeople(
  db: Db,
  people: readonly { enabled?: number; deleted?: number; client?: string }[],
): Promise<void> {
  await db
    .insertInto('backend_users')
    .values(
      people.map((person, index) => ({
        id: personId(index),
        client: 'default',
        auth_method: 'discord',
        username: `${index}`,
        display_name: `Person ${index}`,
        notes: '',
        enabled: 1,
        deleted: 0,
        show_on_leaderboard: 1,
        created_at: BEGUN,
        terms_accepted_at: BEGUN,
        last_activity_at: null,
        streak_days: null,
        streak_start_at: null,
        ...person,
      })),
    )
    .execute();
}

/** Puts a tree into a collection, as the backend would have stored it. */
export async function putTree(db: Db, tree: number, { messages, ...about }: PlainTree): Promise<void> {
  const id = messageId(tree, 0);
  const { lang = 'en', state = 'ready_for_export', origin = null } = about;
  await db
    .insertInto('backend_trees')
    .values({
      id,
      lang,
      state,
      origin,
      goal_size: 12,
      max_depth: 3,
      max_children: 3,
      created_at: BEGUN + tree,
      won_lottery_at: null,
      prompt_votes: 0,
      author_id: personId(messages[0]?.author ?? 0),
    })
    .execute();
  const depths: number[] = [];
  for (const [index, message] of messages.entries()) {
    const depth = message.parent === undefined ? 0 : (depths[message.parent] ?? 0) + 1;
    depths.push(depth);
    await db
      .insertInto('backend_messages')
      .values({
        id: messageId(tree, index),
        tree_id: id,
        parent_id: message.parent === undefined ? null : messageId(tree, message.parent),
        depth,
        client: 'default',
        user_id: personId(message.author ?? 0),
        frontend_message_id: `${tree}/${index}`,
        task_id: null,
        text: message.text,
        lang,
        queue: lang,
        is_assistant: depth % 2,
        created_at: message.at ?? BEGUN + tree * 1_000 + index,
        review_count: message.reviewCount ?? 3,
        review_result: message.reviewResult === undefined ? 1 : message.reviewResult,
        deleted: message.deleted ? 1 : 0,
        edited: 0,
        synthetic: message.synthetic ? 1 : 0,
        model_name: message.model ?? null,
        second_look: message.secondLook?.length ? JSON.stringify(message.secondLook) : null,
        ranking_count: 0,
        rank: message.rank ?? null,
        child_count: 0,
        wanted: null,
        reserved_until: null,
        reserved_by: null,
      })
      .execute();
    await putOpinions(db, messageId(tree, index), message);
  }
  for (const [index, { rankings = [] }] of messages.entries())
    for (const [voter, order] of rankings.entries()) await putRanking(db, tree, index, voter, order);
}

async function putOpinions(db: Db, message_id: string, { emojis = [], ...given }: PlainMessage) {
  await putLabels(db, message_id, 'review', given.labels);
  await putLabels(db, message_id, 'free', given.freeLabels);
  await putLabels(db, message_id, 'report', given.reports);
  for (const [index, emoji] of emojis.entries())
    await db
      .insertInto('backend_emojis')
      .values({ message_id, user_id: personId(index), emoji, created_at: BEGUN })
      .execute();
}

/** Puts a ranking of prompts into a collection, given by a person and shown in the order of the trees. */
export async function putPromptRanking(db: Db, voter: number, trees: readonly number[]): Promise<void> {
  const task_id = uuid(`ranking of prompts by ${voter}`);
  const candidates = trees.toSorted((a, b) => a - b).map((tree) => messageId(tree, 0));
  await db
    .insertInto('backend_tasks')
    .values({
      id: task_id,
      client: 'default',
      user_id: personId(voter),
      type: 'rank_initial_prompts',
      lang: 'en',
      subject_id: null,
      payload: JSON.stringify({ candidates }),
      label_mode: null,
      collective: 0,
      created_at: BEGUN,
      expires_at: BEGUN,
      acked_id: null,
      done_at: BEGUN + voter,
      skipped_at: null,
      skip_reason: null,
    })
    .execute();
  await db
    .insertInto('backend_prompt_votes')
    .values(
      trees.map((tree, place) => ({
        prompt_id: messageId(tree, 0),
        user_id: personId(voter),
        task_id,
        place,
        not_rankable: 0,
        created_at: BEGUN + voter,
      })),
    )
    .execute();
}

async function putLabels(
  db: Db,
  message_id: string,
  kind: 'review' | 'free' | 'report',
  labels: readonly Record<string, number>[] = [],
) {
  for (const [index, given] of labels.entries())
    await db
      .insertInto('backend_labels')
      .values({
        id: uuid(`${kind} ${message_id}/${index}`),
        message_id,
        user_id: personId(index),
        kind,
        task_id: null,
        text: '',
        labels: JSON.stringify(given),
        created_at: BEGUN + index,
      })
      .execute();
}

async function putRanking(db: Db, tree: number, parent: number, voter: number, order: readonly number[]) {
  const id = uuid(`ranking ${tree}/${parent}/${voter}`);
  await db
    .insertInto('backend_rankings')
    .values({
      id,
      tree_id: messageId(tree, 0),
      parent_id: messageId(tree, parent),
      user_id: personId(voter),
      task_id: id,
      not_rankable: voter % 2,
      created_at: BEGUN + voter,
    })
    .execute();
  await db
    .insertInto('backend_places')
    .values(order.map((index, place) => ({ ranking_id: id, message_id: messageId(tree, index), place })))
    .execute();
}
