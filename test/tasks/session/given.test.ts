import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/tasks/session/open.ts';
import { beginSending } from '../../../src/tasks/session/send.ts';
import { databases } from '../../support/database.ts';
import { statementsOf } from '../../support/statements.ts';
import { given, NOW, putInState, withTask } from '../../support/stored.ts';

const DAY_MS = 24 * 60 * 60_000;

describe.each(databases)('how many answers somebody has given, on $name,', ({ open, name }) => {
  /** Sends the answer to a new task of Ada's, which the backend then has. */
  async function sendOne(db: Awaited<ReturnType<typeof open>>, digit: number, now: number) {
    const session = await openSession(db, given('ada', digit), now);
    if (!session) throw new Error('it was not opened');
    const { taskId } = session;
    const about = {
      taskId,
      messageId: null,
      lastTurn: null,
      interactionId: String(digit),
      draftVersion: undefined,
    };
    return (await beginSending(db, about, now))?.given;
  }

  test('is those that arrived or are on their way, with this one, today and in all', async () => {
    const db = await open();
    const [ada, ben] = [await withTask(db, 'ada', 1), await withTask(db, 'ben', 2)];
    await putInState(db, ada, 'done');
    await putInState(db, ben, 'done');
    expect(await sendOne(db, 3, NOW)).toEqual({ today: 2, all: 2 });
    expect(await sendOne(db, 4, NOW + 1)).toEqual({ today: 3, all: 3 });
    expect(await sendOne(db, 5, NOW + DAY_MS)).toEqual({ today: 1, all: 4 });
  });

  test('counts neither what was skipped nor what came back', async () => {
    const db = await open();
    await putInState(db, await withTask(db, 'ada', 1), 'skipped');
    await putInState(db, (await openSession(db, given('ada', 2), NOW))?.taskId ?? '', 'returned');
    expect(await sendOne(db, 3, NOW)).toEqual({ today: 1, all: 1 });
  });

  test('goes on from those that were forgotten, and is not made up where these were never counted', async () => {
    const db = await open();
    await putInState(db, await withTask(db, 'ada', 1), 'done');
    await db.updateTable('people').set({ forgotten_answers: 40 }).execute();
    expect(await sendOne(db, 2, NOW)).toEqual({ today: 2, all: 42 });
    await db.updateTable('people').set({ forgotten_answers: null }).execute();
    expect(await sendOne(db, 3, NOW)).toEqual({ today: 3, all: undefined });
  });

  test.runIf(name === 'SQLite')('costs no statement of its own', async () => {
    const db = await open();
    await withTask(db, 'ada', 1);
    const about = {
      taskId: given('ada', 1).task.id,
      messageId: null,
      lastTurn: null,
      draftVersion: undefined,
    };
    const seen = await statementsOf(() => beginSending(db, { ...about, interactionId: '1' }, NOW));
    expect(seen).toHaveLength(1);
  });
});
