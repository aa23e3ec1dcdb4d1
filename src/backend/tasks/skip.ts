import { codes } from '../../oasst/errors.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Client } from '../keys/clients.ts';
import type { StoredEmojiCode } from '../messages/emoji-codes.ts';
import { messageById } from '../messages/read.ts';
import { addEmoji } from '../moderation/emojis.ts';
import { isStorable } from '../text.ts';
import { lockTree } from '../trees/trees.ts';
import type { UserRow } from '../users/tables.ts';
import { release } from './answers/written.ts';
import { alreadyDone, mustBeSkippable, Payload, type TaskRow, taskById, unknownTask } from './task-row.ts';

const marks: Partial<Record<TaskRow['type'], StoredEmojiCode>> = {
  prompter_reply: '_skip_reply',
  assistant_reply: '_skip_reply',
  rank_prompter_replies: '_skip_ranking',
  rank_assistant_replies: '_skip_ranking',
  label_initial_prompt: '_skip_labeling',
  label_prompter_reply: '_skip_labeling',
  label_assistant_reply: '_skip_labeling',
};

/**
 * Skips a task: its person is not given the same thing again, others are at once. It may still be answered.
 * @throws RequestError (400): 2100 unknown, 2101 expired, 2105 done, 2106 somebody else's
 */
export async function skip(
  backend: Backend,
  client: Client,
  user: UserRow,
  taskId: string,
  reason: string | null,
): Promise<void> {
  const task = await taskById(backend.db, client, taskId);
  if (!task) throw unknownTask();
  mustBeSkippable(task, user, backend.now());
  if (reason !== null && !isStorable(reason))
    throw new RequestError(400, codes.taskNackFailed, 'The reason cannot be stored.');
  await backend.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('backend_tasks')
      .set({ skipped_at: backend.now(), skip_reason: reason })
      .where('id', '=', task.id)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw alreadyDone();
    if (task.type === 'rank_initial_prompts') await abstain(trx, backend, user, task);
    const mark = marks[task.type];
    if (mark && task.subject_id !== null) await leaveMark(trx, backend, user, task.subject_id, mark);
    await release(trx, task); // only now, with the tree locked: see claim
  });
}

async function leaveMark(
  trx: Trx,
  backend: Backend,
  user: UserRow,
  messageId: string,
  mark: StoredEmojiCode,
) {
  const { tree_id } = await messageById(trx, messageId);
  await lockTree(trx, tree_id);
  await addEmoji(trx, backend, user.id, messageId, mark);
}

async function abstain(trx: Trx, { now }: Backend, user: UserRow, task: TaskRow) {
  const { candidates } = Payload.parse(JSON.parse(task.payload));
  await trx
    .insertInto('backend_prompt_votes')
    .values(
      candidates.map((prompt_id) => ({
        prompt_id,
        user_id: user.id,
        task_id: task.id,
        place: null,
        not_rankable: 0,
        created_at: now(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
