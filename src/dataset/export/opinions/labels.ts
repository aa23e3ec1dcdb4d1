import type { Db } from '../../../backend/db.ts';
import { createLabelReader } from '../../../backend/messages/stored-labels.ts';
import { compareIds } from '../../compare-ids.ts';
import { meansOf } from '../../means.ts';
import type { LabelTallies } from '../../record.ts';
import type { People } from '../people.ts';

/**
 * For each message of some trees, the mean of every label over all who gave it in a review. What was said without a
 * task does not count: anybody may say that about any message, their own as well, and a report is an accusation.
 */
export async function labelMeans(
  db: Db,
  treeIds: readonly string[],
  people: People,
): Promise<Map<string, LabelTallies>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_labels as given', 'given.message_id', 'message.id')
    .select(['given.id', 'given.message_id', 'given.user_id', 'given.labels', 'given.created_at'])
    .where('message.tree_id', 'in', treeIds)
    .where('given.kind', '=', 'review')
    .execute();
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const counted = rows.filter(({ user_id }) => known.get(user_id)?.withdrawn === false);
  const byMessage = Map.groupBy(counted, ({ message_id }) => message_id);
  const read = createLabelReader();
  return new Map(
    byMessage.entries().map(([id, all]) => {
      const inOrder = all.sort((a, b) => a.created_at - b.created_at || compareIds(a.id, b.id));
      return [id, meansOf(inOrder.map(read))];
    }),
  );
}
