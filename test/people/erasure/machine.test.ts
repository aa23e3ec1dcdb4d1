import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { OasstClient } from '../../../src/oasst/client.ts';
import { createErasing } from '../../../src/people/erasure/machine.ts';
import { advanceErasure, askErasure, leaseErasure, noteErased } from '../../../src/store/erasures.ts';
import { emptyTexts, forgetSessions } from '../../../src/tasks/session/erase.ts';
import { KEY, testBackend } from '../../backend/support/backend.ts';
import { person } from '../../backend/support/person.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { NOW, withTask } from '../../support/stored.ts';

describe.each(databases)('erasures on $name', ({ open }) => {
  test('who asks for more while the first is being done gets it', async () => {
    const db = await open();
    await withTask(db, '101', 1);
    const backend = await testBackend({ db });
    await person(backend, '101').complete('initial_prompt');
    const asked: string[] = [];
    const oasst = new OasstClient({
      url: 'http://backend.test',
      key: KEY,
      fetch: async (request) => {
        const sent = new Request(request);
        asked.push(`${sent.method} ${new URL(sent.url).pathname}`);
        return await backend.fetch(sent);
      },
    });
    const erasing = createErasing({
      db,
      oasst,
      emptyTexts,
      async forgetSessions(tx, personId) {
        await forgetSessions(tx, personId);
        await tx.updateTable('erasures').set({ mode: 'erase' }).execute(); // as `askErasure` does
      },
      forgetInFiles: async () => {},
      clock: testClock(),
      random: () => 0,
      log: pino({ enabled: false }),
    });
    const id = await askErasure(db, '101', 'unlink', NOW);
    expect(await erasing.run(id)).toMatchObject({ done: true });
    expect(asked.join()).not.toContain('unlink');
    expect(asked).toContain('DELETE /api/v1/extensions/personal-data/discord/101');
    await erasing.stop();
  });

  test('who no longer has one in hand writes nothing down about its person', async () => {
    const db = await open();
    const id = await askErasure(db, '101', 'erase', NOW);
    const [mine, theirs] = [
      await leaseErasure(db, id, NOW, NOW + 1),
      await leaseErasure(db, id, NOW + 1, NOW + 9),
    ];
    if (!mine || !theirs) return expect.unreachable('both had it');
    const done = { step: 'scrub' as const, person_id: null, texts: null, others: null };
    expect(await advanceErasure(db, theirs, done, NOW + 9)).toMatchObject(done);
    expect(await noteErased(db, mine, { texts: '["words"]', others: '["101"]' })).toBe(false);
    expect(await advanceErasure(db, mine, { step: 'copies' }, NOW + 9)).toBeUndefined();
    expect(await db.selectFrom('erasures').selectAll().execute()).toMatchObject([done]);
  });
});
