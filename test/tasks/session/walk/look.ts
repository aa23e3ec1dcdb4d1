import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import { Task } from '../../../../src/oasst/tasks.ts';
import type { Schema } from '../../../../src/store/schema.ts';
import { sessionStates } from '../../../../src/store/tables.ts';
import type { keepingBackend } from './backend.ts';
import type { Known } from './reference.ts';

type Backend = ReturnType<typeof keepingBackend>;

/** What the database and the backend hold, in the form of the reference. */
export async function look(db: Kysely<Schema>, backend: Backend): Promise<Known[]> {
  const sessions = await db.selectFrom('sessions').selectAll().orderBy('created_at').execute();
  const drafts = await db.selectFrom('drafts').select(['task_id', 'content']).execute();
  const calls = await db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('position')
    .execute();
  return sessions.map((row) => {
    const draft = drafts.find(({ task_id }) => task_id === row.task_id);
    const state = sessionStates.find((one) => one === row.state);
    if (!state) throw new TypeError(`There is no state ${row.state}`);
    const there = backend.tasks.get(row.task_id);
    return {
      id: row.task_id,
      owner: row.person_id,
      state,
      readable: Task.safeParse(JSON.parse(row.task)).success,
      draft: draft && JSON.parse(draft.content).text,
      code: row.refusal_code,
      bound: row.message_id !== null,
      lastClick: Number(row.last_turn?.slice(0, 20) ?? 0), // whichever of its steps it was
      expires: row.expires_at,
      since: row.updated_at,
      calls: calls
        .filter(({ lane }) => lane === row.task_id)
        .map(({ kind, body, attempts, not_before, leased_until, created_at }) => {
          if (kind === 'report' || kind === 'webhook') throw new TypeError('Nobody reports a message here');
          const text = kind === 'answer' ? JSON.parse(body).text : '';
          return { kind, text, attempts, due: not_before, leased: leased_until, since: created_at };
        }),
      there: {
        ack: there?.boundTo !== undefined,
        nack: there?.nacked ?? false,
        answer: there?.answer?.text,
      },
    };
  });
}

/** What holds at any moment, whatever happened: no answer is lost, sent twice, or somebody else's. */
export function expectPromises(tasks: readonly Known[], backend: Backend): void {
  for (const { owner, answer } of backend.tasks.values()) {
    if (answer) expect(answer).toEqual({ text: expect.stringMatching(`^${owner} `), by: owner });
  }
  const open = tasks.filter(({ state }) => state === 'open').map(({ owner }) => owner);
  expect(open).toEqual([...new Set(open)]);
  for (const { state, calls, there, draft, code } of tasks) {
    const waiting = (kind: string) => calls.filter((call) => call.kind === kind).length;
    expect([state, waiting('answer')]).toEqual([state, state === 'sending' ? 1 : 0]);
    if (state === 'sending') expect(calls.at(-1)?.text).toBe(draft);
    if (state === 'done') expect(there.answer).toBeDefined();
    if (state === 'skipping') expect(waiting('nack')).toBe(1);
    if (state === 'open') expect(waiting('nack')).toBe(0);
    if (state === 'returned') expect(draft).toBeDefined();
    // an answer that was given up after three days may have arrived unheard
    if (code !== -1 && !['sending', 'done'].includes(state)) expect(there.answer).toBeUndefined();
  }
}
