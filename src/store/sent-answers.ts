import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The last answers that somebody sent to tasks of a type and that are still here, the newest first, as they were sent. */
export async function sentAnswers(
  db: Kysely<Schema>,
  personId: string,
  type: string,
  most: number,
): Promise<unknown[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('outbox', 'outbox.lane', 'sessions.task_id')
    .select('outbox.body')
    .where('sessions.person_id', '=', personId)
    .where('sessions.state', 'in', ['sending', 'done'])
    .where('sessions.type', '=', type)
    .where('outbox.kind', '=', 'answer')
    .where('outbox.state', 'in', ['waiting', 'sent'])
    .orderBy('sessions.updated_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ body }) => JSON.parse(body));
}
