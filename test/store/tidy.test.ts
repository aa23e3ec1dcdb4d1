import { describe, expect, test } from 'vitest';
import { Task } from '../../src/oasst/tasks.ts';
import { changeDraft } from '../../src/store/drafts.ts';
import { enqueue, settle } from '../../src/store/outbox.ts';
import { meetPerson } from '../../src/store/people.ts';
import { addSession, moveSession } from '../../src/store/sessions.ts';
import type { SessionState } from '../../src/store/tables.ts';
import { KEEP_MS, tidy } from '../../src/store/tidy.ts';
import { databases } from '../support/database.ts';
import { samples } from '../support/tasks.ts';

const then = Date.parse('2026-01-01T00:00:00Z');
const kinds = Object.values(samples).map((task) => Task.parse(task));

describe.each(databases)('tidying up on $name', ({ open }) => {
  test('forgets what ended long ago, and nothing that is open, under way or owed', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, then);
    const states: SessionState[] = ['done', 'skipped', 'gone', 'sending', 'returned', 'skipping', 'open'];
    for (const [index, state] of states.entries()) {
      const task = kinds[index] ?? kinds[0];
      if (!task) throw new Error('no sample');
      await addSession(db, { personId: 'ada', task, requested: 'random', lang: 'en', expiresAt: then }, then);
      await changeDraft(db, task.id, then, () => ({ text: state }));
      await enqueue(db, { kind: 'ack', taskId: task.id, lane: task.id, body: {} }, then);
      if (state !== 'open') await moveSession(db, task.id, ['open'], state, then);
    }
    const rows = await db.selectFrom('outbox').select(['id', 'task_id']).execute();
    const owed = kinds[2]?.id; // gone, and its call still waits
    for (const row of rows.filter(({ task_id }) => task_id !== owed)) await settle(db, row.id, 'sent');

    await tidy(db, then + KEEP_MS - 1);
    expect(await db.selectFrom('sessions').select('state').execute()).toHaveLength(states.length);

    await tidy(db, then + KEEP_MS + 1);
    const left = await db.selectFrom('sessions').select('state').execute();
    expect(left.map(({ state }) => state).sort()).toEqual([
      'gone',
      'open',
      'returned',
      'sending',
      'skipping',
    ]);
    const drafts = await db.selectFrom('drafts').select('content').execute();
    expect(drafts.map(({ content }) => JSON.parse(content).text).sort()).toEqual([
      'open',
      'returned',
      'sending',
      'skipping',
    ]);
    expect(await db.selectFrom('outbox').select('task_id').execute()).toEqual([{ task_id: owed }]);
  });
});
