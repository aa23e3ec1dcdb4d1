import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { SessionState } from '../../store/tables.ts';

/** How many answers somebody has given, this one included: since midnight UTC, and ever where that is known. */
export type Given = { today: number; all: number | undefined };

const DAY_MS = 24 * 60 * 60_000;
/** The states of a task that its person has answered. */
export const given = ['sending', 'done'] as const satisfies readonly SessionState[];

/** The last midnight in UTC before a moment, both in epoch ms. */
export function midnightBefore(now: number): number {
  return now - (now % DAY_MS);
}

/**
 * What is counted of the other answers of a task's person, since midnight and ever; by `sessions_by_person` alone, however
 * many there are.
 */
export function givenBefore(eb: ExpressionBuilder<Schema, 'sessions'>, taskId: string, midnight: number) {
  const others = eb
    .selectFrom('sessions as other')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .whereRef('other.person_id', '=', 'sessions.person_id')
    .where('other.state', 'in', given)
    .where('other.task_id', '!=', taskId);
  return [
    others.where('other.updated_at', '>=', midnight).as('today'),
    others.as('kept'),
    eb
      .selectFrom('people')
      .select('forgotten_answers')
      .whereRef('people.id', '=', 'sessions.person_id')
      .as('forgotten'),
  ] as const;
}

/** The sums of a task's person with its answer, and the name they go by; undefined for a task that is unknown. */
export async function readGiven(
  db: Kysely<Schema>,
  taskId: string,
  now: number,
): Promise<{ given: Given; name: string } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people as author', 'author.id', 'sessions.person_id')
    .select((eb) => ['author.display_name', ...givenBefore(eb, taskId, midnightBefore(now))])
    .where('task_id', '=', taskId)
    .executeTakeFirst();
  return row && { given: givenWith(row), name: row.display_name };
}

/** The sums with this answer, from what was counted of the others. */
export function givenWith(before: {
  today: number | string | null;
  kept: number | string | null;
  forgotten: number | null;
}): Given {
  const { today, kept, forgotten } = before;
  return {
    today: Number(today) + 1,
    all: forgotten === null ? undefined : forgotten + Number(kept) + 1,
  };
}
