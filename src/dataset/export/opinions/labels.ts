import type { Db } from '../../../backend/db.ts';
import { storedLabels } from '../../../backend/messages/stored-labels.ts';
import type { LabelTallies } from '../../record.ts';

/**
 * For each message of some trees, the mean of every label over all who gave it in a review. What was said without a
 * task does not count: anybody may say that about any message, their own as well, and a report is an accusation.
 */
export async function labelMeans(db: Db, treeIds: readonly string[]): Promise<Map<string, LabelTallies>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_labels as given', 'given.message_id', 'message.id')
    .innerJoin('backend_users as user', 'user.id', 'given.user_id')
    .select(['given.message_id', 'given.labels'])
    .where('message.tree_id', 'in', treeIds)
    .where('given.kind', '=', 'review')
    .where('user.enabled', '=', 1)
    .where('user.deleted', '=', 0)
    .orderBy('given.created_at')
    .orderBy('given.id')
    .execute();
  const byMessage = Map.groupBy(rows, ({ message_id }) => message_id);
  return new Map(byMessage.entries().map(([id, all]) => [id, means(all.map(storedLabels))]));
}

function means(given: readonly Record<string, number>[]): LabelTallies {
  const values = given.flatMap((labels) => Object.entries(labels));
  const byLabel = Map.groupBy(values, ([label]) => label);
  return Object.fromEntries(
    byLabel
      .entries()
      .map(([label, all]) => [
        label,
        { value: all.reduce((sum, [, value]) => sum + value, 0) / all.length, count: all.length },
      ]),
  );
}
