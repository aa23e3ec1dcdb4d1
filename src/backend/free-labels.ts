import type { Backend } from './context.ts';
import { addEmoji } from './emojis.ts';
import type { User } from './people.ts';
import { isStorable } from './text.ts';
import { lockTree } from './trees.ts';

export type FreeLabels = {
  kind: 'free' | 'report';
  message_id: string;
  text: string;
  labels: Readonly<Record<string, number>>;
};

/**
 * Stores labels that belong to no task, or a report, which also puts a red flag on the message. Whoever does it
 * again replaces their labels; the first text stays. False when there is no such message or the text cannot be kept.
 */
export async function labelFreely(backend: Backend, user: User, given: FreeLabels): Promise<boolean> {
  const messageId = given.message_id.toLowerCase();
  const message = await backend.db
    .selectFrom('backend_messages')
    .select(['id', 'tree_id'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (!message || !isStorable(given.text)) return false;
  const labels = JSON.stringify(given.labels);
  await backend.db.transaction().execute(async (trx) => {
    await lockTree(trx, message.tree_id);
    await trx
      .insertInto('backend_labels')
      .values({
        id: backend.newId(),
        message_id: messageId,
        user_id: user.id,
        kind: given.kind,
        task_id: null,
        text: given.text,
        labels,
        created_at: backend.now(),
      })
      .onConflict((conflict) => conflict.columns(['message_id', 'user_id', 'kind']).doUpdateSet({ labels }))
      .execute();
    if (given.kind === 'report') await addEmoji(trx, backend, user.id, messageId, 'red_flag');
  });
  return true;
}
