import type { Kysely } from 'kysely';
import type { OutboxRow } from '../../store/outbox.ts';
import type { Schema } from '../../store/schema.ts';

/** An answer was not sent, because its author had withdrawn their consent before it set out. */
export class ConsentWithdrawn extends Error {
  override name = 'ConsentWithdrawn';
}

/** What went out with the click that sent it needs no second look at the consent. */
const AT_ONCE_MS = 1_000;

/**
 * Whether an answer that has waited here, and never set out, is of somebody who has withdrawn their consent meanwhile. A
 * newer text of the consent is no withdrawal: it was given under the one they had agreed to.
 */
export async function isWithdrawn(
  db: Kysely<Schema>,
  { kind, attempts, created_at, task_id }: OutboxRow,
  now: number,
): Promise<boolean> {
  if (kind !== 'answer' || attempts > 1 || now - created_at < AT_ONCE_MS) return false;
  const author = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select('people.consent_version')
    .where('sessions.task_id', '=', task_id)
    .executeTakeFirst();
  return author?.consent_version === null;
}
