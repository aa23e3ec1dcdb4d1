import type { Kysely } from 'kysely';
import type { Requests } from '../../sandbox/rest/requests.ts';
import type { Schema } from '../../src/store/schema.ts';
import { differences, type Entry } from '../open-assistant/verify/compare.ts';
import type { Written } from './crowd.ts';

/**
 * What is wrong in the end, in sentences: texts that are lost, doubled or somebody else's, calls that were not delivered,
 * interactions that were answered twice, or never.
 */
export async function problemsIn(
  db: Kysely<Schema>,
  requests: ReturnType<Requests['since']>,
  written: readonly Written[],
  brought: number,
): Promise<string[]> {
  const undelivered = await db.selectFrom('outbox').select('id').where('state', '!=', 'sent').execute();
  const answers = requests.filter(({ path, status }) => path.endsWith('/callback') && status < 400);
  const answered = new Set(answers.map(({ path }) => path)).size;
  return [
    ...(await textProblems(db, written)),
    ...(undelivered.length > 0 ? [`${undelivered.length} calls were never delivered`] : []),
    ...(answers.length > answered ? [`${answers.length - answered} interactions were answered twice`] : []),
    ...(answered === brought ? [] : [`of ${brought} interactions ${answered} were answered`]),
  ];
}

/** What is wrong with texts that were seen taken, in sentences: they are lost, doubled or somebody else's. */
export async function textProblems(db: Kysely<Schema>, written: readonly Written[]): Promise<string[]> {
  const given = written.map(({ person, text }): Entry => [text, { person }]);
  return [
    ...differences('texts', given, await textsIn(db)),
    ...differences('done tasks', given, await doneTasksIn(db)),
  ];
}

async function textsIn(db: Kysely<Schema>): Promise<Entry[]> {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_users as author', 'author.id', 'message.user_id')
    .select(['text', 'username'])
    .execute();
  return rows.map(({ text, username }) => [text, { person: username }]);
}

/** Tasks that are done, by what was written for them, with whose they were. */
async function doneTasksIn(db: Kysely<Schema>): Promise<Entry[]> {
  const rows = await db
    .selectFrom('backend_tasks as task')
    .innerJoin('backend_users as holder', 'holder.id', 'task.user_id')
    .leftJoin('backend_messages as message', 'message.task_id', 'task.id')
    .select(['task.id', 'text', 'username'])
    .where('done_at', 'is not', null)
    .execute();
  return rows.map(({ id, text, username }) => [text ?? id, { person: username }]);
}
