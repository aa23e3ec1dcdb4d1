import type { Kysely } from 'kysely';
import type { Task } from '../../oasst/tasks.ts';
import { prepared } from '../../store/prepared.ts';
import type { Schema } from '../../store/schema.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { type SessionFacts, type StoredSession, sessionOf } from './session.ts';

export type NewSession = Pick<SessionFacts, 'personId' | 'requested' | 'lang' | 'expiresAt'> & { task: Task };

/** Keeps a new open task, and gives it; undefined when the person already has one, or somebody has this one. */
export async function openSession(
  db: Kysely<Schema>,
  { personId, task, requested, lang, expiresAt }: NewSession,
  now: number,
): Promise<StoredSession | undefined> {
  const about = { taskId: task.id, type: task.type, task: JSON.stringify(task) };
  try {
    const [kept] = await opened(db, { ...about, personId, requested, lang, expiresAt, now });
    return kept && sessionOf(kept);
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

type Opened = Omit<NewSession, 'task'> & { taskId: string; type: string; task: string; now: number };

const opened = prepared((db, given: Opened) =>
  db
    .insertInto('sessions')
    .values({
      task_id: given.taskId,
      person_id: given.personId,
      type: given.type,
      requested: given.requested,
      lang: given.lang,
      task: given.task,
      state: 'open',
      created_at: given.now,
      expires_at: given.expiresAt,
      updated_at: given.now,
    })
    .returningAll(),
);
