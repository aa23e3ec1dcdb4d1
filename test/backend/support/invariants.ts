import { expect } from 'vitest';
import type { Db } from '../../../src/backend/db.ts';
import type { TreeState } from '../../../src/backend/trees/tables.ts';

// Where a tree may go by itself. Moderators may stop any tree and start it again, but for one that waits.
const arrows: Record<TreeState, readonly TreeState[]> = {
  initial_prompt_review: ['prompt_lottery_waiting', 'aborted_low_grade', 'halted_by_moderator'],
  prompt_lottery_waiting: ['growing', 'halted_by_moderator'],
  growing: ['ranking', 'aborted_low_grade', 'halted_by_moderator'],
  ranking: ['ready_for_scoring', 'halted_by_moderator'],
  ready_for_scoring: ['ready_for_export', 'scoring_failed'],
  ready_for_export: [],
  scoring_failed: ['ready_for_scoring', 'ranking'],
  aborted_low_grade: [],
  halted_by_moderator: [],
  backlog_ranking: ['ranking', 'aborted_low_grade'],
};

/** Where a tree may come to without a moderator: a single call may take it along several arrows. */
export function reachable(from: TreeState): TreeState[] {
  const found = new Set<TreeState>(arrows[from]);
  for (const state of found) for (const next of arrows[state]) found.add(next);
  return [...found];
}

/** The state of every tree. */
export async function treeStatesOf(db: Db): Promise<Map<string, TreeState>> {
  const rows = await db.selectFrom('backend_trees').select(['id', 'state']).execute();
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** Fails unless what is counted equals the rows, nobody answered twice, and every message may stand where it stands. */
export async function checkCollection(db: Db): Promise<void> {
  await checkMessages(db);
  await checkTasks(db);
  await checkSummaries(db);
}

async function checkMessages(db: Db) {
  const messages = await db.selectFrom('backend_messages').selectAll().execute();
  const labels = await db.selectFrom('backend_labels').selectAll().where('kind', '=', 'review').execute();
  const places = await db
    .selectFrom('backend_places')
    .innerJoin('backend_rankings', 'backend_rankings.id', 'backend_places.ranking_id')
    .innerJoin('backend_users', 'backend_users.id', 'backend_rankings.user_id')
    .select(['message_id', 'place', 'user_id', 'parent_id', 'ranking_id', 'enabled', 'deleted'])
    .execute();
  const byId = new Map(messages.map((message) => [message.id, message]));
  for (const message of messages) {
    const children = messages.filter(({ parent_id }) => parent_id === message.id);
    const present = children.filter((child) => child.deleted === 0 && child.review_result !== 0);
    const reviews = labels.filter(({ message_id }) => message_id === message.id);
    expect(message.child_count).toBe(present.length);
    expect(message.review_count).toBe(reviews.length);
    const counted = places.filter(({ enabled, deleted }) => enabled === 1 && deleted === 0);
    expect(message.ranking_count).toBe(counted.filter(({ message_id }) => message_id === message.id).length);
    const answers = children.filter(({ task_id }) => task_id !== null); // imported siblings may share an author
    expect(new Set(answers.map(({ user_id }) => user_id)).size).toBe(answers.length);
    expect(new Set(reviews.map(({ user_id }) => user_id)).size).toBe(reviews.length);
    expect(reviews.map(({ user_id }) => user_id)).not.toContain(message.user_id);
    const parent = message.parent_id === null ? undefined : byId.get(message.parent_id);
    if (!parent) {
      expect([message.depth, message.parent_id, message.tree_id]).toEqual([0, null, message.id]);
      continue;
    }
    expect(parent.review_result).toBe(1);
    if (parent.deleted === 1) expect(message.deleted).toBe(1);
    expect([message.depth, message.is_assistant, message.tree_id]).toEqual([
      parent.depth + 1,
      1 - parent.is_assistant,
      parent.tree_id,
    ]);
  }
  for (const ballot of Map.groupBy(places, ({ ranking_id }) => ranking_id).values()) {
    const taken = new Set(ballot.map(({ place }) => place)); // messages of the same text share one
    expect([...taken].sort((a, b) => a - b)).toEqual([...taken.keys()].map((_, index) => index));
    for (const { message_id, user_id, parent_id } of ballot) {
      expect(byId.get(message_id)?.parent_id).toBe(parent_id);
      expect(byId.get(message_id)?.user_id).not.toBe(user_id);
    }
  }
}

async function checkTasks(db: Db) {
  const tasks = await db.selectFrom('backend_tasks').selectAll().execute();
  const written = [
    ...(await db.selectFrom('backend_messages').select('task_id').where('task_id', 'is not', null).execute()),
    ...(await db
      .selectFrom('backend_summaries')
      .select('task_id')
      .where('task_id', 'is not', null)
      .execute()),
    ...(await db.selectFrom('backend_labels').select('task_id').where('task_id', 'is not', null).execute()),
  ].flatMap(({ task_id }) => task_id ?? []);
  const open = new Set(
    tasks.filter(({ done_at, collective }) => done_at === null && collective === 0).map(({ id }) => id),
  );
  const single = written.filter((id) => tasks.find((task) => task.id === id)?.collective !== 1);
  expect(new Set(single).size).toBe(single.length);
  for (const id of single) expect(open.has(id)).toBe(false);
}

async function checkSummaries(db: Db) {
  const summaries = await db.selectFrom('backend_summaries').select(['id', 'rating_count']).execute();
  const ratings = await db.selectFrom('backend_ratings').select('summary_id').execute();
  for (const { id, rating_count } of summaries)
    expect(rating_count).toBe(ratings.filter(({ summary_id }) => summary_id === id).length);
}
