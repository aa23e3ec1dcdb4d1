import { codes } from '../../../oasst/errors.ts';
import { isUniqueViolation } from '../../../store/unique-violation.ts';
import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import { notStored, RequestError, UNSTORABLE_TEXT } from '../../errors.ts';
import type { Client } from '../../keys/clients.ts';
import { labelsFor, type MessageRole, mandatoryLabels } from '../../messages/label-sets.ts';
import { messageById } from '../../messages/read.ts';
import type { MessageRow } from '../../messages/tables.ts';
import { labelFreely } from '../../moderation/free-labels.ts';
import { isStorable } from '../../text.ts';
import { countReviews } from '../../trees/reviews.ts';
import { settleTree } from '../../trees/settle-tree.ts';
import { lockTree, treeMessages, treeRow } from '../../trees/trees.ts';
import { noteActivity } from '../../users/people.ts';
import type { UserRow } from '../../users/tables.ts';
import type { IncomingLabels } from '../requests.ts';
import { claim, mustBeOpen, type TaskRow, taskById, unknownTask } from '../task-row.ts';

const roles: Partial<Record<TaskRow['type'], MessageRole>> = {
  label_initial_prompt: 'initial_prompt',
  label_prompter_reply: 'prompter_reply',
  label_assistant_reply: 'assistant_reply',
};

/** Stores a review, which may decide about the message. Without a task the labels count for nothing but statistics. */
export async function submitLabels(
  backend: Backend,
  client: Client,
  user: UserRow,
  answer: IncomingLabels,
): Promise<void> {
  if (!answer.task_id) return freely(backend, user, answer);
  const task = await taskById(backend.db, client, answer.task_id.toLowerCase());
  if (!task) throw unknownTask();
  mustBeOpen(task, user, backend.now());
  const role = roles[task.type];
  if (!role) throw new RequestError(400, codes.taskKindMismatch, 'Unexpected text_labels task payload');
  if (role === 'initial_prompt' && task.subject_id !== answer.message_id.toLowerCase())
    throw new RequestError(400, codes.labelWrongMessage, 'Task message id mismatch');
  mustBeValid(answer, labelsFor(role, task.label_mode ?? 'full'));
  const message = await messageById(backend.db, String(task.subject_id));
  if (message.user_id === user.id)
    throw new RequestError(400, codes.labelOwnOrDouble, 'Labelling one’s own message is not allowed.');
  if (!isStorable(answer.text)) throw notStored(UNSTORABLE_TEXT);
  await review(backend, user, task, message, answer);
}

async function review(
  backend: Backend,
  user: UserRow,
  task: TaskRow,
  message: MessageRow,
  answer: IncomingLabels,
): Promise<void> {
  const { db, newId, now } = backend;
  try {
    await db.transaction().execute(async (trx) => {
      await claim(trx, task, user, now());
      await lockTree(trx, message.tree_id);
      await trx
        .insertInto('backend_labels')
        .values({
          id: newId(),
          message_id: message.id,
          user_id: user.id,
          kind: 'review',
          task_id: task.id,
          text: answer.text,
          labels: JSON.stringify(answer.labels),
          created_at: now(),
        })
        .execute();
      await settleReviewed(trx, backend, message);
      await noteActivity(trx, backend, user);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError(400, codes.labelOwnOrDouble, 'The message was already labelled by the same user.');
  }
}

/** Lets a tree go on after one of its messages got a review. */
async function settleReviewed(trx: Trx, backend: Backend, { id, tree_id }: MessageRow) {
  const tree = await treeRow(trx, tree_id);
  const messages: MessageRow[] = [];
  for (const message of await treeMessages(trx, tree_id)) {
    const isReviewed = message.id === id;
    messages.push(isReviewed ? await countReviews(trx, backend.settings, message, tree.state) : message);
  }
  await settleTree(trx, backend, tree_id, { known: { tree, messages } });
}

function mustBeValid({ labels }: IncomingLabels, valid: readonly string[]) {
  if (Object.keys(labels).some((name) => !valid.includes(name)))
    throw new RequestError(400, codes.labelNotValid, 'Invalid text label specified');
  const missing = mandatoryLabels.filter((name) => labels[name] === undefined);
  if (missing.length > 0)
    throw new RequestError(400, codes.labelMissing, `Mandatory text labels missing: ${missing.join(', ')}`);
}

async function freely(backend: Backend, user: UserRow, answer: IncomingLabels) {
  const fault = await labelFreely(backend, user, { ...answer, kind: 'free' });
  if (fault !== undefined) throw notStored(fault);
}
