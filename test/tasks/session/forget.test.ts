import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { Task } from '../../../src/oasst/tasks.ts';
import { changeDraft, readDraft } from '../../../src/store/drafts.ts';
import { enqueue, headOf, settle } from '../../../src/store/outbox.ts';
import { meetPerson } from '../../../src/store/people.ts';
import type { SessionState } from '../../../src/store/tables.ts';
import { forgetOld } from '../../../src/tasks/session/forget.ts';
import { openSession } from '../../../src/tasks/session/open.ts';
import { KEEP_MS } from '../../../src/tasks/session/rules.ts';
import { databases } from '../../support/database.ts';
import { NOW, putInState, withTask } from '../../support/stored.ts';
import { samples } from '../../support/tasks.ts';

const then = Date.parse('2026-01-01T00:00:00Z');
const kinds = Object.values(samples).map((task) => Task.parse(task));

describe.each(databases)('tidying up on $name', ({ open }) => {
  test('forgets what ended or ran out long ago, and nothing that is under way or owed', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, then);
    const states: SessionState[] = ['done', 'skipped', 'gone', 'sending', 'returned', 'skipping', 'open'];
    for (const [index, state] of states.entries()) {
      const task = kinds[index] ?? kinds[0];
      if (!task) throw new Error('no sample');
      await openSession(
        db,
        { personId: 'ada', task, requested: 'random', lang: 'en', expiresAt: then },
        then,
      );
      await changeDraft(db, task.id, then, () => ({ text: state }));
      await enqueue(db, { kind: 'ack', taskId: task.id, queueKey: task.id, body: {} }, then);
      if (state !== 'open') await putInState(db, task.id, state);
    }
    const owed = kinds[2]?.id; // gone, and its call still waits
    for (const { id } of kinds.slice(0, states.length).filter(({ id }) => id !== owed)) {
      const head = await headOf(db, id);
      if (head) await settle(db, head, 'sent');
    }

    await forgetOld(db, then + KEEP_MS - 1);
    expect(await db.selectFrom('sessions').select('state').execute()).toHaveLength(states.length);

    await forgetOld(db, then + KEEP_MS + 1);
    const left = await db.selectFrom('sessions').select('state').execute();
    expect(left.map(({ state }) => state).sort()).toEqual(['gone', 'sending', 'skipping']);
    const drafts = await db.selectFrom('drafts').select('content').execute();
    expect(drafts.map(({ content }) => JSON.parse(content).text).sort()).toEqual([
      'gone',
      'sending',
      'skipping',
    ]);
    expect(await db.selectFrom('outbox').select('task_id').execute()).toEqual([{ task_id: owed }]);
  });

  test('keeps count of the answers it forgets, but not of those nobody has counted before', async () => {
    const db = await open();
    const [ada, ben] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    const skipped = await withTask(db, 'cem', 3);
    for (const taskId of [ada, ben]) await putInState(db, taskId, 'done');
    await putInState(db, skipped, 'skipped');
    await db.updateTable('people').set({ forgotten_answers: null }).where('id', '=', 'ben').execute();
    for (let times = 0; times < 2; times += 1) await forgetOld(db, NOW + 10 * KEEP_MS);
    expect(await db.selectFrom('sessions').select('task_id').execute()).toEqual([]);
    const counted = await db.selectFrom('people').select(['id', 'forgotten_answers']).orderBy('id').execute();
    expect(counted.map(({ forgotten_answers }) => forgotten_answers)).toEqual([1, null, 0]);
  });

  test('leaves to a newer version what only that one understands', async () => {
    const db = await open();
    const [kept, owing] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    await changeDraft(db, kept, NOW, () => ({ text: 'Hi' }));
    await db.updateTable('sessions').set({ state: sql`'withdrawn'` }).where('task_id', '=', kept).execute();
    await putInState(db, owing, 'done');
    await enqueue(db, { kind: 'answer', taskId: owing, queueKey: owing, body: {} }, NOW);
    await db.updateTable('outbox').set({ state: sql`'held'` }).execute();
    await forgetOld(db, NOW + 10 * KEEP_MS);
    expect(await db.selectFrom('sessions').select('task_id').execute()).toHaveLength(2);
    expect(await readDraft(db, kept)).toEqual({ text: 'Hi' });
    expect(await db.selectFrom('outbox').select('state').execute()).toEqual([{ state: 'held' }]);
  });

  test('keeps what still has time, however long ago it was begun', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, then);
    const [task] = kinds;
    if (!task) throw new Error('no sample');
    const expiresAt = then + 2 * KEEP_MS;
    await openSession(db, { personId: 'ada', task, requested: 'random', lang: 'en', expiresAt }, then);
    await forgetOld(db, then + 2 * KEEP_MS);
    expect(await db.selectFrom('sessions').select('state').execute()).toHaveLength(1);
    await forgetOld(db, expiresAt + KEEP_MS + 1);
    expect(await db.selectFrom('sessions').select('state').execute()).toEqual([]);
  });
});
