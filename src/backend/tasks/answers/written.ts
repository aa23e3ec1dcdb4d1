import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import { treeClosed } from '../../errors.ts';
import { messageById } from '../../messages/read.ts';
import type { MessageRow } from '../../messages/tables.ts';
import { DEFAULT_LANG } from '../../settings/settings.ts';
import { takesReplies } from '../../trees/rules.ts';
import { settleTree } from '../../trees/settle-tree.ts';
import { bringToRest, lockTree, treeRow } from '../../trees/trees.ts';
import type { IncomingText } from '../requests.ts';
import type { Answering } from './answering.ts';

/** Begins a tree with the prompt. */
export async function plantPrompt(trx: Trx, at: Answering, answer: IncomingText): Promise<void> {
  const { settings, now, newId } = at.backend;
  const id = newId();
  const lang = answer.lang || DEFAULT_LANG;
  await trx
    .insertInto('backend_trees')
    .values({
      id,
      lang,
      state: 'initial_prompt_review',
      goal_size: goalSize(at.backend),
      max_depth: settings.maxTreeDepth,
      max_children: settings.maxChildren,
      origin: null,
      created_at: now(),
      won_lottery_at: null,
      prompt_votes: 0,
    })
    .execute();
  const place = { id, tree_id: id, parent_id: null, depth: 0, queue: lang, is_assistant: 0 };
  await trx
    .insertInto('backend_messages')
    .values({ ...written(at, answer), ...place })
    .execute();
  await bringToRest(trx, id, settings);
}

function goalSize({ settings, random }: Backend) {
  const { goalTreeSize, minGoalTreeSize, randomGoalTreeSize } = settings;
  if (!randomGoalTreeSize || minGoalTreeSize >= goalTreeSize) return goalTreeSize;
  return minGoalTreeSize + Math.floor(random() * (goalTreeSize - minGoalTreeSize + 1));
}

/**
 * Adds the reply to its tree.
 * @throws RequestError (400, 2010) when the tree was stopped meanwhile
 */
export async function storeReply(trx: Trx, at: Answering, answer: IncomingText): Promise<void> {
  const { newId } = at.backend;
  const { tree_id } = await messageById(trx, String(at.task.subject_id));
  await lockTree(trx, tree_id);
  const parent = await messageById(trx, String(at.task.subject_id));
  const tree = await treeRow(trx, tree_id);
  if (!takesReplies(tree.state) || parent.deleted === 1) throw treeClosed();
  const place = {
    id: newId(),
    tree_id,
    parent_id: parent.id,
    depth: parent.depth + 1,
    queue: tree.lang,
    is_assistant: parent.is_assistant === 1 ? 0 : 1,
  };
  await trx
    .insertInto('backend_messages')
    .values({ ...written(at, answer), ...place })
    .execute();
  await release(trx, at.task.id);
  await settleTree(trx, at.backend, tree_id);
}

/** Stores the summary, which other people can then rate. */
export async function storeSummary(
  trx: Trx,
  { backend, user, task }: Answering,
  answer: IncomingText,
): Promise<void> {
  const story_id = String(task.subject_id);
  await trx
    .insertInto('backend_summaries')
    .values({
      id: backend.newId(),
      story_id,
      lang: task.lang,
      client: task.client,
      user_id: user.id,
      frontend_message_id: answer.user_message_id,
      task_id: task.id,
      text: answer.text,
      created_at: backend.now(),
      rating_count: 0,
    })
    .execute();
  await trx
    .updateTable('backend_stories')
    .set(({ eb }) => ({ summary_count: eb('summary_count', '+', 1) }))
    .where('id', '=', story_id)
    .execute();
}

/** Gives back the parent that a reply task kept to itself. */
export async function release(trx: Trx, taskId: string): Promise<void> {
  const task = await trx
    .selectFrom('backend_tasks')
    .select('subject_id')
    .where('id', '=', taskId)
    .executeTakeFirst();
  if (!task?.subject_id) return;
  await trx
    .updateTable('backend_messages')
    .set({ reserved_until: null, reserved_by: null })
    .where('id', '=', task.subject_id)
    .where('reserved_by', '=', taskId)
    .execute();
}

type Place = Pick<MessageRow, 'id' | 'tree_id' | 'parent_id' | 'depth' | 'queue' | 'is_assistant'>;

function written({ backend, user, task }: Answering, answer: IncomingText): Omit<MessageRow, keyof Place> {
  return {
    client: task.client,
    user_id: user.id,
    frontend_message_id: answer.user_message_id,
    task_id: task.id,
    text: answer.text,
    lang: answer.lang || DEFAULT_LANG,
    created_at: backend.now(),
    review_count: 0,
    review_result: null,
    deleted: 0,
    deleted_with: null,
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
