import { isPostgres } from '../../../store/dialect.ts';
import { preparedInsert } from '../../../store/prepared.ts';
import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import { treeClosed } from '../../errors.ts';
import { bandsOf } from '../../messages/alike/bands.ts';
import type { MessageRow } from '../../messages/tables.ts';
import { untouched } from '../../messages/untouched.ts';
import { DEFAULT_LANG } from '../../settings/settings.ts';
import { takesReplies } from '../../trees/rules.ts';
import { settleTree } from '../../trees/settle-tree.ts';
import type { TreeRow } from '../../trees/tables.ts';
import { lockTree, toTree, treeMessages, treeOfMessage, wantsIn } from '../../trees/trees.ts';
import type { IncomingText } from '../requests.ts';
import type { TaskRow } from '../task-row.ts';
import type { Answering } from './answering.ts';

/** Begins a tree with the prompt, which then waits for its reviews. */
export async function plantPrompt(trx: Trx, at: Answering, answer: IncomingText): Promise<void> {
  const { settings, now, newId } = at.backend;
  const id = newId();
  const lang = answer.lang || DEFAULT_LANG;
  const tree: TreeRow = {
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
    was_finished: 0,
    campaign_id: at.task.campaign_id,
    author_id: at.user.id,
  };
  const { campaign_id } = tree;
  const place = { id, tree_id: id, parent_id: null, depth: 0, queue: lang, is_assistant: 0, campaign_id };
  const prompt: MessageRow = { ...written(at, answer), ...place };
  await addTree(trx, tree);
  const wants = wantsIn(toTree(tree, [prompt]), settings);
  await addMessage(trx, { ...prompt, ...wants.get(id) });
}

const addTree = preparedInsert('backend_trees');
const addMessage = preparedInsert('backend_messages');

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
  const parentId = String(at.task.subject_id);
  if (isPostgres(trx)) await lockTree(trx, (await treeOfMessage(trx, parentId)).id);
  const tree = await treeOfMessage(trx, parentId);
  const messages = await treeMessages(trx, tree.id);
  const parent = messages.find(({ id }) => id === parentId);
  if (!parent || !takesReplies(tree.state) || parent.deleted === 1) throw treeClosed();
  const place = {
    id: newId(),
    tree_id: tree.id,
    parent_id: parent.id,
    depth: parent.depth + 1,
    queue: tree.lang,
    is_assistant: parent.is_assistant === 1 ? 0 : 1,
    campaign_id: tree.campaign_id,
  };
  const reply: MessageRow = { ...written(at, answer), ...place };
  const wants = wantsIn(toTree(tree, [...messages, reply]), at.backend.settings);
  const stored = { ...reply, ...wants.get(reply.id) };
  await addMessage(trx, stored);
  const reservation = parent.reserved_by === at.task.id ? free : {};
  const answered = { ...wants.get(parent.id), ...reservation };
  await trx.updateTable('backend_messages').set(answered).where('id', '=', parent.id).execute();
  const others = messages.filter((message) => message !== parent);
  const known = { tree, messages: [...others, { ...parent, ...answered }, stored] };
  await settleTree(trx, at.backend, tree.id, { known });
}

/** A message that nobody keeps to themselves. */
const free = { reserved_until: null, reserved_by: null };

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
      second_look: foundIn(answer),
    })
    .execute();
  await trx
    .updateTable('backend_stories')
    .set(({ eb }) => ({ summary_count: eb('summary_count', '+', 1) }))
    .where('id', '=', story_id)
    .execute();
}

/** Gives back the parent that a reply task kept to itself. */
export async function release(trx: Trx, task: Pick<TaskRow, 'id' | 'subject_id'>): Promise<void> {
  if (!task.subject_id) return;
  await trx
    .updateTable('backend_messages')
    .set(free)
    .where('id', '=', task.subject_id)
    .where('reserved_by', '=', task.id)
    .execute();
}

/** What its author was warned of, as it is stored. */
function foundIn({ second_look }: IncomingText): string | null {
  return second_look?.length ? JSON.stringify(second_look) : null;
}

type Place = Pick<
  MessageRow,
  'id' | 'tree_id' | 'parent_id' | 'depth' | 'queue' | 'is_assistant' | 'campaign_id'
>;

function written({ backend, user, task }: Answering, answer: IncomingText): Omit<MessageRow, keyof Place> {
  return {
    ...untouched,
    client: task.client,
    user_id: user.id,
    frontend_message_id: answer.user_message_id,
    task_id: task.id,
    text: answer.text,
    lang: answer.lang || DEFAULT_LANG,
    created_at: backend.now(),
    review_count: 0,
    review_result: null,
    second_look: foundIn(answer),
    ...bandsOf(answer.text),
  };
}
