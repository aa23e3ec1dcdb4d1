import { describe, expect, test } from 'vitest';
import { meetPerson } from '../../src/store/people.ts';
import {
  addSession,
  bindMessage,
  findSession,
  giveUpUnseen,
  holdFor,
  moveSession,
  readSession,
} from '../../src/store/sessions.ts';
import { databases } from '../support/database.ts';
import { given, NOW, withTask } from '../support/stored.ts';
import { id } from '../support/tasks.ts';

describe.each(databases)('sessions on $name', ({ open }) => {
  test('a task is read back as it was handed out', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    expect(await readSession(db, taskId)).toEqual({
      ...given('ada', 1),
      taskId,
      state: 'open',
      messageId: null,
      refusalCode: null,
      updatedAt: NOW,
    });
    expect(await readSession(db, id(2))).toBeUndefined();
  });

  test('of many tasks that arrive at once for one person, one is kept', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW);
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, index) => addSession(db, given('ada', index), NOW)),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
  });

  test('one task is kept for one person only', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ben', name: 'Ben' }, NOW);
    await withTask(db, 'ada', 1);
    expect(await addSession(db, given('ben', 1), NOW)).toBe(false);
  });

  test('the next task can be kept when the one before is no longer open', async () => {
    const db = await open();
    const first = await withTask(db, 'ada', 1);
    await moveSession(db, first, ['open'], 'sending', NOW);
    expect(await addSession(db, given('ada', 2), NOW)).toBe(true);
  });

  test('a skipped task cannot come back beside another open one', async () => {
    const db = await open();
    const first = await withTask(db, 'ada', 1);
    await moveSession(db, first, ['open'], 'skipping', NOW);
    await addSession(db, given('ada', 2), NOW);
    await expect(moveSession(db, first, ['skipping'], 'open', NOW)).rejects.toThrow();
    expect((await readSession(db, first))?.state).toBe('skipping');
  });

  test('of many clicks that end a task, one does', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    const moved = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        moveSession(db, task, ['open', 'returned'], index % 2 ? 'sending' : 'skipping', NOW + 1),
      ),
    );
    expect(moved.filter(Boolean)).toHaveLength(1);
  });

  test('a move from another state changes nothing', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    expect(await moveSession(db, task, ['sending', 'returned'], 'done', NOW + 1, { refusal_code: 7 })).toBe(
      false,
    );
    expect(await readSession(db, task)).toMatchObject({ state: 'open', refusalCode: null, updatedAt: NOW });
  });

  test('the id of a task’s ack is given once, whoever else tries', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    const bound = await Promise.all(['m1', 'm2', 'm3'].map((message) => bindMessage(db, task, message, NOW)));
    expect(bound.filter(Boolean)).toHaveLength(1);
    expect((await readSession(db, task))?.messageId).toBe(bound.find(Boolean));
  });

  test('what is done to a task is done once, and in the order of the clicks', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    const hold = (turn: string) => holdFor(db, task, turn, ['open']);
    expect(await hold('999')).toBe(true);
    expect(await hold('999')).toBe(false);
    expect(await hold('1000')).toBe(true);
    expect(await hold('999')).toBe(false);
    expect(await Promise.all(['1001', '1001', '1001'].map(hold))).toContain(true);
    await moveSession(db, task, ['open'], 'sending', NOW);
    expect(await hold('2000')).toBe(false);
  });

  test('an id that acks one task acks no other: that one gets its own', async () => {
    const db = await open();
    const [first, second] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    expect(await bindMessage(db, first, 'm', NOW)).toBe('m');
    expect(await bindMessage(db, second, 'm', NOW)).toBe(second);
    expect((await readSession(db, second))?.messageId).toBe(second);
  });

  test('no id for an ack is given to a task that was handed back', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    await moveSession(db, task, ['open'], 'skipping', NOW);
    expect(await bindMessage(db, task, 'm', NOW)).toBeUndefined();
  });

  test('a task is given up as unseen only while it has not been shown', async () => {
    const db = await open();
    const shown = await withTask(db, 'ada', 1);
    const unseen = await withTask(db, 'ben', 2);
    await bindMessage(db, shown, 'm', NOW);
    expect(await giveUpUnseen(db, shown, NOW)).toBe(false);
    expect(await giveUpUnseen(db, unseen, NOW)).toBe(true);
    expect((await readSession(db, unseen))?.state).toBe('gone');
    expect(await bindMessage(db, unseen, 'late', NOW)).toBeUndefined();
  });

  test('the oldest task in a state is found, and nobody else’s', async () => {
    const db = await open();
    const first = await withTask(db, 'ada', 1);
    await moveSession(db, first, ['open'], 'returned', NOW);
    await addSession(db, given('ada', 2), NOW + 1);
    await moveSession(db, id(2), ['open'], 'returned', NOW);
    await withTask(db, 'ben', 3);
    expect((await findSession(db, 'ada', ['returned', 'open']))?.taskId).toBe(first);
    expect((await findSession(db, 'ben', ['returned', 'open']))?.taskId).toBe(id(3));
    expect(await findSession(db, 'ada', ['open'])).toBeUndefined();
  });
});
