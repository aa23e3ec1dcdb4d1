import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** An answer that somebody sent: to which task, when (epoch ms), and the request as it was made. */
export type SentAnswer = { type: string; lang: string; at: number; body: unknown };

/** Which of the answers that somebody sent: of one type of task, still on their way, or arrived; all where nothing is said. */
type Which = { type?: string; state?: 'sending' | 'done' };

/** Some of the answers that somebody sent and that are still here, the newest first. */
export async function sentAnswers(
  db: Kysely<Schema>,
  personId: string,
  { most, offset = 0, ...which }: { most: number; offset?: number } & Which,
): Promise<SentAnswer[]> {
  const rows = await sent(db, personId, which)
    .select(['sessions.type', 'sessions.lang', 'sessions.updated_at', 'outbox.body'])
    .orderBy('sessions.updated_at', 'desc')
    .orderBy('sessions.task_id', 'desc')
    .limit(most)
    .offset(offset)
    .execute();
  return rows.map(({ updated_at, body, ...row }) => ({ ...row, at: updated_at, body: JSON.parse(body) }));
}

/** How many there are. */
export async function countSent(db: Kysely<Schema>, personId: string, which: Which): Promise<number> {
  const { count } = await sent(db, personId, which)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function sent(db: Kysely<Schema>, personId: string, { type, state }: Which) {
  const all = db
    .selectFrom('sessions')
    .innerJoin('outbox', 'outbox.lane', 'sessions.task_id')
    .where('sessions.person_id', '=', personId)
    .where('outbox.kind', '=', 'answer')
    .where('outbox.state', 'in', ['waiting', 'sent'])
    .where('sessions.state', 'in', state === undefined ? ['sending', 'done'] : [state]);
  return type === undefined ? all : all.where('sessions.type', '=', type);
}
