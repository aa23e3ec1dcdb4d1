import { describe, expect, test } from 'vitest';
import { allBans, answerAppeal, noteAppeal, noteBan } from '../../src/store/bans.ts';
import { decide, markShown, noteReport, reportsOn, staleCases } from '../../src/store/cases.ts';
import { forgetPerson } from '../../src/store/own-rows.ts';
import { databases } from '../support/database.ts';

const wish = { forgetSessions: async () => {}, delivered: false, now: 9 };

describe.each(databases)('on $name', ({ open }) => {
  test('who is forgotten leaves no report, no ban and no name in cases; what others said stays', async () => {
    const db = await open();
    for (const personId of ['7', '8'])
      await noteReport(db, { messageId: 'm', personId, words: `by ${personId}`, labels: [], madeAt: 1 }, 1);
    await noteReport(db, { messageId: 'n', personId: '8', words: 'other', labels: [], madeAt: 1 }, 1);
    for (const known of await staleCases(db, 9)) {
      await decide(
        db,
        known,
        { decision: 'keep', by: known.message_id === 'n' ? '7' : '42', actId: undefined },
        2,
      );
      await markShown(db, { ...known, version: known.version + 1 });
    }
    await noteBan(db, { personId: '7', reason: 'Rude', by: '42' }, 3);
    await noteBan(db, { personId: '8', reason: 'Rude as well', by: '7' }, 3);
    const appeal = await noteAppeal(db, '8', 'No.', 4);
    await answerAppeal(db, appeal?.appeal_id ?? '', { answer: 'Yes.', by: '7' }, 5);
    for (const personId of ['7', '8', '9']) {
      await noteBan(db, { personId, reason: 'First', by: '7' }, 6);
      await noteBan(db, { personId, reason: 'Second', by: '42' }, 7);
    }

    expect(await forgetPerson(db, '7', wish)).toBe(true);

    expect((await reportsOn(db, 'm', 9)).map(({ personId }) => personId)).toEqual(['8']);
    expect(await allBans(db, '7')).toEqual([]);
    expect(await allBans(db, '8')).toMatchObject([
      { by: '', answered_by: '', answer: 'Yes.' },
      { by: '', reason: 'First' },
      { by: '42', reason: 'Second' },
    ]);
    const shownAnew = await staleCases(db, 9);
    expect(shownAnew.map(({ message_id, decided_by }) => [message_id, decided_by]).toSorted()).toEqual([
      ['m', '42'],
      ['n', ''],
    ]);
  });
});
