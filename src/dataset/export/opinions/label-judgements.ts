import type { Db } from '../../../backend/db.ts';
import { storedLabels } from '../../../backend/messages/stored-labels.ts';
import type { BackendLabelsTable } from '../../../backend/messages/tables.ts';
import type { People } from '../people.ts';

/** The labels that somebody gave a message at once, and why. */
export type LabelJudgement = {
  id: string;
  kind: BackendLabelsTable['kind'];
  user: string | undefined;
  labels: Readonly<Record<string, number>>;
};

/** Everybody's labels on each message of some trees, but of those who have left or were shut out. */
export async function labelJudgements(
  db: Db,
  treeIds: readonly string[],
  people: People,
): Promise<Map<string, LabelJudgement[]>> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_labels as given', 'given.message_id', 'message.id')
    .select(['given.id', 'given.message_id', 'given.user_id', 'given.kind', 'given.labels'])
    .where('message.tree_id', 'in', treeIds)
    .execute();
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const given = rows
    .filter(({ user_id }) => known.get(user_id)?.withdrawn === false)
    .map(({ id, message_id, user_id, kind, labels }) => ({
      message_id,
      judgement: { id, kind, user: known.get(user_id)?.name, labels: storedLabels({ labels }) },
    }));
  const byMessage = Map.groupBy(given, ({ message_id }) => message_id);
  return new Map(byMessage.entries().map(([id, all]) => [id, all.map(({ judgement }) => judgement)]));
}
