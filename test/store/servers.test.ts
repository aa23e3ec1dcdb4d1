import { describe, expect, test } from 'vitest';
import { changeServer, claimSummary, findServer, listServers } from '../../src/store/servers.ts';
import { databases } from '../support/database.ts';

const here = { id: '1', locale: 'de' };
const ada = { by: 'ada', now: 5 };

describe.each(databases)('servers on $name', ({ open }) => {
  test('are unknown until somebody changes something, and then keep each choice', async () => {
    const db = await open();
    expect(await findServer(db, '1')).toBeUndefined();
    await changeServer(db, here, { languages: ['de', 'pt-BR'] }, ada);
    await changeServer(db, here, { logChannel: '7', kinds: ['rate_summary'] }, ada);
    await changeServer(db, here, { postChannel: '8', weekly: true }, { by: 'ben', now: 6 });
    const expected = {
      id: '1',
      locale: 'de',
      languages: ['de', 'pt-BR'],
      kinds: ['rate_summary'],
      logChannel: '7',
      postChannel: '8',
      weekly: true,
      summedUpAt: undefined,
    };
    expect(await findServer(db, '1')).toEqual(expected);
    expect(await listServers(db)).toEqual([expected]);
    expect(await changeServer(db, here, { postChannel: undefined }, ada)).toEqual({
      ...expected,
      postChannel: undefined,
    });
    expect(await db.selectFrom('servers').select(['changed_by', 'changed_at']).execute()).toEqual([
      { changed_by: 'ada', changed_at: 5 },
    ]);
  });

  test('have kinds that a newer version knows, which are left out here', async () => {
    const db = await open();
    await changeServer(db, here, { kinds: ['rate_summary'] }, ada);
    await db.updateTable('servers').set({ kinds: '["sing_song","rate_summary"]' }).execute();
    expect((await findServer(db, '1'))?.kinds).toEqual(['rate_summary']);
  });

  test('are summed up by one process only', async () => {
    const db = await open();
    const server = await changeServer(db, here, { weekly: true }, ada);
    expect(await claimSummary(db, server, 10)).toBe(true);
    expect(await claimSummary(db, server, 11)).toBe(false);
    expect(await claimSummary(db, { ...server, summedUpAt: 10 }, 12)).toBe(true);
    expect((await findServer(db, '1'))?.summedUpAt).toBe(12);
  });
});
