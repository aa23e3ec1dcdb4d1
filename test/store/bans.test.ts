import { describe, expect, test } from 'vitest';
import {
  allBans,
  answerAppeal,
  findBan,
  liftBan,
  noteActOfBan,
  noteAppeal,
  noteBan,
  renewBan,
  takeBackBan,
  undoBan,
} from '../../src/store/bans.ts';
import { databases } from '../support/database.ts';

const personId = '7';

describe.each(databases)('on $name', ({ open }) => {
  /** Somebody who was kept out twice, and whose appeal to the first ban was answered. */
  async function twice() {
    const db = await open();
    const ban = async (reason: string, notedAt: number, actId: string) => {
      await noteBan(db, { personId, reason, by: '42' }, notedAt);
      await noteActOfBan(db, personId, { notedAt, actId });
    };
    await ban('Spam', 1, 'disable');
    const appeal = await noteAppeal(db, personId, 'It was one link.', 2);
    await answerAppeal(db, appeal?.appeal_id ?? '', { answer: 'It was five.', by: '43' }, 3);
    const first = await findBan(db, personId);
    await ban('Copied', 4, 'purge');
    return { db, first, ban };
  }

  test('what was said to a ban is there again once a later one is undone, however often that is said', async () => {
    const { db, first } = await twice();
    expect(await findBan(db, personId)).toMatchObject({ reason: 'Copied', appeal: null, answer: null });
    for (const _ of [1, 2]) {
      await undoBan(db, personId, 'purge');
      expect(await allBans(db, personId)).toEqual([first]);
    }
  });

  test('one that is undone below a later one does not come back with that', async () => {
    const { db, first, ban } = await twice();
    await ban('Rude', 5, 'again');
    await undoBan(db, personId, 'purge');
    expect(await findBan(db, personId)).toMatchObject({ reason: 'Rude' });
    await undoBan(db, personId, 'again');
    expect(await findBan(db, personId)).toEqual(first);
  });

  test('one that a backend refuses leaves the one before, and what others noted meanwhile', async () => {
    const { db, first } = await twice();
    await takeBackBan(db, personId, 3);
    expect(await findBan(db, personId)).toMatchObject({ reason: 'Copied' });
    await takeBackBan(db, personId, 4);
    expect(await allBans(db, personId)).toEqual([first]);
    await takeBackBan(db, personId, 1);
    expect(await allBans(db, personId)).toEqual([]);
  });

  test('one that was lifted holds again where that is undone', async () => {
    const { db, first } = await twice();
    await undoBan(db, personId, 'purge');
    await liftBan(db, personId, 6);
    expect(await findBan(db, personId)).toMatchObject({ lifted_at: 6 });
    await renewBan(db, personId);
    expect(await findBan(db, personId)).toEqual(first);
  });
});
