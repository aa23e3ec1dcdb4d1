import type { Db } from '../../../src/backend/db.ts';
import type { Ledger } from '../ledger.ts';
import { differences, type Entry } from './compare.ts';

/** How a database differs from what people know they gave. */
export async function againstDatabase(db: Db, ledger: Ledger): Promise<string[]> {
  const texts = ledger.texts.map(({ id, parentId = null, ...text }): Entry => [id, { ...text, parentId }]);
  const labelSets = ledger.labelSets.map(({ taskId, ...labels }): Entry => [taskId, labels]);
  const rankings = ledger.rankings.map(({ taskId, ...ranking }): Entry => [taskId, ranking]);
  const answered = [ledger.texts, ledger.labelSets, ledger.rankings].flatMap((given) =>
    given.map(({ taskId, person }): Entry => [taskId, { person }]),
  );
  return [
    ...differences('texts', texts, await textsIn(db)),
    ...differences('label sets', labelSets, await labelSetsIn(db)),
    ...differences('rankings', rankings, await rankingsIn(db)),
    ...differences('done tasks', answered, await doneTasksIn(db)),
  ];
}

async function textsIn(db: Db): Promise<Entry[]> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_users as author', 'author.id', 'message.user_id')
    .select(['frontend_message_id', 'username', 'task_id', 'parent_id', 'lang', 'text'])
    .execute();
  return rows.map((row) => [
    row.frontend_message_id,
    { person: row.username, taskId: row.task_id, lang: row.lang, text: row.text, parentId: row.parent_id },
  ]);
}

async function labelSetsIn(db: Db): Promise<Entry[]> {
  const rows = await db
    .selectFrom('backend_labels as given')
    .innerJoin('backend_users as reviewer', 'reviewer.id', 'given.user_id')
    .select(['task_id', 'given.id', 'username', 'message_id', 'labels'])
    .execute();
  return rows.map((row) => [
    row.task_id ?? row.id,
    { person: row.username, messageId: row.message_id, labels: JSON.parse(row.labels) },
  ]);
}

async function rankingsIn(db: Db): Promise<Entry[]> {
  const rows = await db
    .selectFrom('backend_rankings as ranking')
    .innerJoin('backend_users as voter', 'voter.id', 'ranking.user_id')
    .innerJoin('backend_places as ranked', 'ranked.ranking_id', 'ranking.id')
    .select(['ranking.id', 'ranking.task_id', 'ranking.parent_id', 'username', 'ranked.message_id'])
    .orderBy('ranking.id')
    .orderBy('ranked.place')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((places): Entry[] => {
    const [ranking] = places;
    if (!ranking) return [];
    const order = places.map(({ message_id }) => message_id);
    return [[ranking.task_id, { person: ranking.username, parentId: ranking.parent_id, order }]];
  });
}

async function doneTasksIn(db: Db): Promise<Entry[]> {
  const rows = await db
    .selectFrom('backend_tasks as task')
    .innerJoin('backend_users as owner', 'owner.id', 'task.user_id')
    .select(['task.id', 'username'])
    .where('done_at', 'is not', null)
    .execute();
  return rows.map(({ id, username }) => [id, { person: username }]);
}
