import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { changeDraft } from '../../../src/store/drafts.ts';
import { meetPerson } from '../../../src/store/people.ts';
import {
  change,
  changeByClick,
  endTold,
  giveUpUnseen,
  holdDraft,
  lose,
} from '../../../src/tasks/session/change.ts';
import { turnOf } from '../../../src/tasks/session/moving.ts';
import { openSession } from '../../../src/tasks/session/open.ts';
import { listUnderway, readSession, readUnderway } from '../../../src/tasks/session/read.ts';
import { beginSending, bindMessage } from '../../../src/tasks/session/send.ts';
import { databases } from '../../support/database.ts';
import { behindLock } from '../../support/lock-wait.ts';
import { given, NOW, putInState, withTask } from '../../support/stored.ts';
import { id, samples } from '../../support/tasks.ts';

/** A labelling task with a mandatory label in a widget that nobody has heard of. */
const undialled = {
  ...samples.label_assistant_reply,
  labels: [{ name: 'spam', widget: 'dial', display_text: 'Spam', help_text: null }],
  valid_labels: ['spam'],
  mandatory_labels: ['spam'],
};

describe.each(databases)('sessions on $name', ({ open, name }) => {
  test('a task is read back as it was handed out', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    expect(await readSession(db, taskId)).toEqual({
      ...given('ada', 1),
      taskId,
      type: 'initial_prompt',
      state: 'open',
      messageId: null,
      refusalCode: null,
      isAmended: false,
      updatedAt: NOW,
      lastTurn: null,
    });
    expect(await readSession(db, id(2))).toBeUndefined();
  });

  test('a task is read with what was entered for it', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    expect(await readUnderway(db, taskId)).toMatchObject({ stored: undefined, draftVersion: undefined });
    for (const text of ['Hi', 'Hi!']) await changeDraft(db, taskId, NOW, () => ({ text }));
    expect(await readUnderway(db, taskId)).toMatchObject({ stored: { text: 'Hi!' }, draftVersion: 1 });
    expect(await readUnderway(db, id(2))).toBeUndefined();
  });

  test('of many tasks that arrive at once for one person, one is kept', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW);
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, index) => openSession(db, given('ada', index), NOW)),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
  });

  test('one task is kept for one person only', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ben', name: 'Ben' }, NOW);
    await withTask(db, 'ada', 1);
    expect(await openSession(db, given('ben', 1), NOW)).toBeUndefined();
  });

  test('the next task can be kept when the one before is no longer open', async () => {
    const db = await open();
    await putInState(db, await withTask(db, 'ada', 1), 'sending');
    expect(await openSession(db, given('ada', 2), NOW)).toBeDefined();
  });

  test('a skipped task cannot come back beside another open one', async () => {
    const db = await open();
    const first = await withTask(db, 'ada', 1);
    await changeByClick(db, first, 'skip', '1', NOW);
    await openSession(db, given('ada', 2), NOW);
    await expect(changeByClick(db, first, 'unskip', '2', NOW)).rejects.toThrow();
    expect((await readSession(db, first))?.state).toBe('skipping');
  });

  test('of many clicks that end a task, one does', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    const moved = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const interactionId = String(1_000 + index);
        return index % 2
          ? beginSending(
              db,
              { taskId, messageId: null, lastTurn: null, interactionId, draftVersion: undefined },
              NOW,
            )
          : changeByClick(db, taskId, 'skip', interactionId, NOW);
      }),
    );
    expect(moved.filter(Boolean)).toHaveLength(1);
  });

  test('an event from another state changes nothing', async () => {
    const db = await open();
    const task = await withTask(db, 'ada', 1);
    expect(await change(db, task, 'refused', NOW + 1, 7)).toBeUndefined();
    expect(await readSession(db, task)).toMatchObject({ state: 'open', refusalCode: null, updatedAt: NOW });
  });

  test('an answer is sent only if it is the one that was read', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    const send = (interactionId: string, draftVersion: number | undefined) =>
      beginSending(db, { taskId, messageId: null, lastTurn: null, interactionId, draftVersion }, NOW);
    await changeDraft(db, taskId, NOW, () => ({ text: 'first' }));
    await changeDraft(db, taskId, NOW, () => ({ text: 'second' }));
    expect(await send('10', undefined)).toBeUndefined();
    expect(await send('11', 0)).toBeUndefined();
    expect((await readSession(db, taskId))?.state).toBe('open');
    expect(await send('12', 1)).toMatchObject({ messageId: '12', bound: true });
    expect(await readSession(db, taskId)).toMatchObject({ state: 'sending', messageId: '12' });
  });

  test.runIf(name === 'PostgreSQL')('what another process enters just then is not passed over', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    const send = (
      interactionId: string,
      given: { lastTurn: string | null; draftVersion: number | undefined },
    ) => beginSending(db, { taskId, messageId: null, interactionId, ...given }, NOW);
    const enter = (interactionId: string, text: string) => async (tx: typeof db) => {
      await holdDraft(tx, taskId, interactionId);
      await changeDraft(tx, taskId, NOW, () => ({ text }));
    };
    const unread = { lastTurn: null, draftVersion: undefined };
    expect(await behindLock(db, enter('10', 'first'), () => send('12', unread))).toBeUndefined();
    const lastTurn = turnOf('10');
    const first = { lastTurn, draftVersion: 0 };
    expect(await behindLock(db, enter('11', 'second'), () => send('12', first))).toBeUndefined();
    expect(await readUnderway(db, taskId)).toMatchObject({
      session: { state: 'open' },
      stored: { text: 'second' },
    });
    expect(await send('12', { lastTurn: turnOf('11'), draftVersion: 1 })).toBeDefined();
  });

  test.runIf(name === 'PostgreSQL')(
    'what is entered while its task is lost goes back to its author',
    async () => {
      const db = await open();
      const [taskId, untouched] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
      const lost = (task: string) => db.transaction().execute((tx) => lose(tx, task, 2000, NOW));
      const enter = async (tx: typeof db) => {
        await holdDraft(tx, taskId, '10');
        await changeDraft(tx, taskId, NOW, () => ({ text: 'mine' }));
      };
      await behindLock(db, enter, () => lost(taskId));
      expect(await readUnderway(db, taskId)).toMatchObject({
        session: { state: 'returned', refusalCode: 2000 },
        stored: { text: 'mine' },
      });
      await behindLock(
        db,
        (tx) => changeByClick(tx, untouched, 'skip', '11', NOW),
        () => lost(untouched),
      );
      expect(await readSession(db, untouched)).toMatchObject({ state: 'skipping' });
    },
  );

  test('sending gives an id for the ack only to what has none', async () => {
    const db = await open();
    const [shown, unseen] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    await bindMessage(db, shown, 'm', NOW);
    const send = (taskId: string, interactionId: string, messageId: string | null = null, before?: string) =>
      beginSending(
        db,
        {
          taskId,
          messageId,
          lastTurn: before ? turnOf(before) : null,
          interactionId,
          draftVersion: undefined,
        },
        NOW,
      );
    expect(await send(shown, '7')).toMatchObject({ messageId: 'm', bound: false });
    expect(await send(unseen, 'm')).toMatchObject({ messageId: unseen, bound: true }); // m acks the other one
    await change(db, unseen, 'refused', NOW, 2010);
    expect(await send(unseen, 'n', unseen, 'm')).toMatchObject({ messageId: unseen, bound: false });
  });

  test('an end is told only of what it still is: what became of it meanwhile stays to be told', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    const read = async () => {
      const session = await readSession(db, taskId);
      if (!session) throw new Error('it is gone');
      return session;
    };
    await beginSending(
      db,
      { taskId, messageId: null, lastTurn: null, interactionId: '1', draftVersion: undefined },
      NOW,
    );
    const sending = await read();
    await change(db, taskId, 'refused', NOW + 1, 1003);
    expect(await endTold(db, sending, 'told', NOW + 2)).toBeUndefined();
    const returned = await read();
    await beginSending(
      db,
      { taskId, messageId: null, lastTurn: turnOf('1'), interactionId: '2', draftVersion: undefined },
      NOW + 3,
    );
    await change(db, taskId, 'refused', NOW + 4, 1004);
    expect(await endTold(db, returned, 'told', NOW + 5)).toBeUndefined();
    expect(await read()).toMatchObject({ state: 'returned', refusalCode: 1004 });
    expect(await endTold(db, await read(), 'told', NOW + 6)).toMatchObject({ state: 'gone' });
    expect(await endTold(db, await read(), 'told', NOW + 7)).toBeUndefined();
  });

  test('a state that only a newer version knows is read as such, and nothing changes it', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    await db.updateTable('sessions').set({ state: sql`'withdrawn'` }).execute();
    const session = await readSession(db, taskId);
    expect(session?.state).toBe('unknown');
    for (const event of ['delivered', 'refused', 'nacked', 'lost'] as const) {
      expect(await change(db, taskId, event, NOW)).toBeUndefined();
    }
    expect(await changeByClick(db, taskId, 'skip', '1', NOW)).toBeUndefined();
    expect(await changeByClick(db, taskId, 'unskip', '2', NOW)).toBeUndefined();
    expect(await holdDraft(db, taskId, '3')).toBe(false);
    expect(await bindMessage(db, taskId, 'm', NOW)).toBeUndefined();
    expect(session && (await endTold(db, session, 'told', NOW))).toBeUndefined();
    expect(await db.selectFrom('sessions').select('state').execute()).toEqual([{ state: 'withdrawn' }]);
    expect(await openSession(db, given('ada', 2), NOW)).toBeDefined();
  });

  test('sending forgets why an answer came back before', async () => {
    const db = await open();
    const taskId = await withTask(db, 'ada', 1);
    await putInState(db, taskId, 'sending');
    await change(db, taskId, 'refused', NOW, 2010);
    expect(await readSession(db, taskId)).toMatchObject({ state: 'returned', refusalCode: 2010 });
    await beginSending(
      db,
      { taskId, messageId: null, lastTurn: null, interactionId: '5', draftVersion: undefined },
      NOW,
    );
    expect(await readSession(db, taskId)).toMatchObject({ state: 'sending', refusalCode: null });
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
    const hold = (interactionId: string) => holdDraft(db, task, interactionId);
    expect(await hold('999')).toBe(true);
    expect(await hold('999')).toBe(false);
    expect(await hold('1000')).toBe(true);
    expect(await hold('999')).toBe(false);
    expect(await Promise.all(['1001', '1001', '1001'].map(hold))).toContain(true);
    expect(await changeByClick(db, task, 'skip', '1000', NOW)).toBeUndefined();
    expect(await changeByClick(db, task, 'skip', '1002', NOW)).toMatchObject({ state: 'skipping' });
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
    await changeByClick(db, task, 'skip', '1', NOW);
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

  test('a task the backend has lost comes back to whoever had begun it, and is gone for others', async () => {
    const db = await open();
    const [begun, blank] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    await changeDraft(db, begun, NOW, () => ({ text: 'Hi' }));
    for (const task of [begun, blank]) await lose(db, task, 2100, NOW);
    expect(await readSession(db, begun)).toMatchObject({ state: 'returned', refusalCode: 2100 });
    expect(await readSession(db, blank)).toMatchObject({ state: 'gone', refusalCode: null });
  });

  test('what a person has under way comes state by state, the oldest first, and nobody else’s', async () => {
    const db = await open();
    const first = await withTask(db, 'ada', 1);
    await putInState(db, first, 'returned');
    await openSession(db, given('ada', 2), NOW + 1);
    await putInState(db, id(2), 'returned');
    await openSession(db, given('ada', 4), NOW - 1);
    await withTask(db, 'ben', 3);
    const idsOf = async (who: string) =>
      (await listUnderway(db, who, ['returned', 'open'])).map(({ session }) => session.taskId);
    expect(await idsOf('ada')).toEqual([first, id(2), id(4)]);
    expect(await idsOf('ben')).toEqual([id(3)]);
  });

  test('a task that was stored in a form nobody knows any more, or that fits on no card, is read without it', async () => {
    const db = await open();
    for (const [digit, task] of [
      [1, '{"type":"new"}'],
      [2, 'no JSON'],
      [3, 'null'],
      [4, JSON.stringify(undialled)],
    ] as const) {
      const taskId = await withTask(db, `somebody ${digit}`, digit);
      await db.updateTable('sessions').set({ task }).where('task_id', '=', taskId).execute();
      expect(await readSession(db, taskId)).toMatchObject({
        taskId,
        type: 'initial_prompt',
        task: undefined,
      });
    }
  });
});
