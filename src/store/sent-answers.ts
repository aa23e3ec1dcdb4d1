import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** An answer that somebody sent: to which task, when (epoch ms), and the request as it was made. */
export type SentAnswer = { type: string; lang: string; at: number; body: unknown };

/** Some of the answers that somebody sent and that are still here, the newest first; of one type of task if that is said. */
export async function sentAnswers(
  db: Kysely<Schema>,
  personId: string,
  { most, offset = 0, type }: { most: number; offset?: number; type?: string },
): Promise<SentAnswer[]> {
  const rows = await sent(db, personId)
    .select(['sessions.type', 'sessions.lang', 'sessions.updated_at', 'outbox.body'])
    .$if(type !== undefined, (query) => query.where('sessions.type', '=', type ?? ''))
    .orderBy('sessions.updated_at', 'desc')
    .orderBy('sessions.task_id', 'desc')
    .limit(most)
    .offset(offset)
    .execute();
  return rows.map(({ updated_at, body, ...row }) => ({ ...row, at: updated_at, body: JSON.parse(body) }));
}

/** How many there are. */
export async function countSent(db: Kysely<Schema>, personId: string): Promise<number> {
  const { count } = await sent(db, personId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function sent(db: Kysely<Schema>, personId: string) {
  return db
    .selectFrom('sessions')
    .innerJoin('outbox', 'outbox.lane', 'sessions.task_id')
    .where('sessions.person_id', '=', personId)
    .where('sessions.state', 'in', ['sending', 'done'])
    .where('outbox.kind', '=', 'answer')
    .where('outbox.state', 'in', ['waiting', 'sent']);
}
