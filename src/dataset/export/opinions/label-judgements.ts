import type { Db } from '../../../backend/db.ts';
import { createLabelReader } from '../../../backend/messages/stored-labels.ts';
import type { BackendLabelsTable } from '../../../backend/messages/tables.ts';
import { idOf } from '../../names.ts';
import { Judgements } from '../../record.ts';
import type { People } from '../people.ts';

/** The labels that somebody gave a message at once, and why. */
export type LabelJudgement = {
  id: string;
  kind: BackendLabelsTable['kind'];
  user: string | undefined;
  labels: Readonly<Record<string, number>>;
};

/** Everybody's labels on each message of some trees, what it was imported with among them, but of those who have left or were shut out. */
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
  const brought = await broughtJudgements(db, treeIds);
  const known = await people.among([
    ...rows.map(({ user_id }) => user_id),
    ...brought.flatMap(({ judgement: { user } }) => (user === undefined ? [] : idOf(user))),
  ]);
  const read = createLabelReader();
  const given = rows
    .filter(({ user_id }) => known.get(user_id)?.withdrawn === false)
    .map(({ id, message_id, user_id, kind, labels }) => ({
      message_id,
      judgement: { id, kind, user: known.get(user_id)?.name, labels: read({ labels }) },
    }));
  const along = brought.filter(
    ({ judgement: { user } }) => user === undefined || known.get(idOf(user))?.withdrawn !== true,
  );
  const byMessage = Map.groupBy([...along, ...given], ({ message_id }) => message_id);
  return new Map(byMessage.entries().map(([id, all]) => [id, all.map(({ judgement }) => judgement)]));
}

async function broughtJudgements(db: Db, treeIds: readonly string[]) {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_imported as imported', 'imported.message_id', 'message.id')
    .select(['imported.message_id', 'imported.judgements'])
    .where('message.tree_id', 'in', treeIds)
    .where('imported.judgements', 'is not', null)
    .execute();
  return rows.flatMap(({ message_id, judgements }) =>
    Judgements.parse(JSON.parse(judgements ?? '[]')).map(({ kind, user_id, labels }, index) => ({
      message_id,
      judgement: { id: `${message_id}/${index}`, kind, user: user_id ?? undefined, labels },
    })),
  );
}
