import type { Kysely } from 'kysely';
import { Task } from '../../src/oasst/tasks.ts';
import { enqueue, headOf, type NewCall, settle } from '../../src/store/outbox.ts';
import { meetPerson } from '../../src/store/people.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { SessionState } from '../../src/store/tables.ts';
import { type NewSession, openSession } from '../../src/tasks/session/open.ts';
import { id, samples } from './tasks.ts';

/** The moment at which tests of the store begin. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** An open task with this id for somebody, as `openSession` takes it. */
export function given(
  personId: string,
  digit: number | string,
  fields: Partial<NewSession> = {},
): NewSession {
  const task = Task.parse({ ...samples.initial_prompt, id: id(digit) });
  return { personId, task, requested: 'random', lang: 'en', expiresAt: NOW + 1_000, ...fields };
}

/** Somebody with an open task; the id of that task. */
export async function withTask(
  db: Kysely<Schema>,
  personId: string,
  digit: number | string,
): Promise<string> {
  await meetPerson(db, { id: personId, name: personId }, NOW);
  await openSession(db, given(personId, digit), NOW);
  return id(digit);
}

/** Calls at the end of a queue, in this order. */
export async function queue(
  db: Kysely<Schema>,
  queueKey: string,
  ...calls: Partial<NewCall>[]
): Promise<void> {
  for (const call of calls) {
    await enqueue(db, { kind: 'ack', taskId: queueKey, queueKey, body: {}, ...call }, NOW);
  }
}

/** Puts a session into a state past all rules, as a test wants to find it. */
export async function putInState(db: Kysely<Schema>, taskId: string, state: SessionState): Promise<void> {
  await db.updateTable('sessions').set({ state }).where('task_id', '=', taskId).execute();
}

/** Takes and ends the first waiting call of a queue. */
export async function settleHead(db: Kysely<Schema>, queueKey: string, state: 'sent' | 'refused' = 'sent') {
  const head = await headOf(db, queueKey);
  if (!head) throw new Error(`Nothing waits in ${queueKey}`);
  return await settle(db, head, state);
}
