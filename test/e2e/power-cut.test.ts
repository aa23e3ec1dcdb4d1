import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { LEASE_MS } from '../../src/store/outbox-delivery.ts';
import type { Schema } from '../../src/store/schema.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { heldDisk } from '../support/held-disk.ts';
import { seededRandom } from '../support/random.ts';

/** A disk that keeps, in a folder of its own, what a power cut would leave: what it was asked to take last. */
async function mortalDisk(dataDir: string) {
  const disk = heldDisk();
  const left = await freshFolder();
  const openLog: typeof disk.openLog = async (file) => {
    const log = await disk.openLog(file);
    const sync = () => {
      for (const name of ['bot.sqlite', 'bot.sqlite-wal'])
        copyFileSync(join(dataDir, name), join(left, name));
      return log.sync();
    };
    return { ...log, sync };
  };
  return { disk: { ...disk, openLog }, left };
}

const answersIn = (db: Kysely<Schema>) => db.selectFrom('backend_messages').select(['text']).execute();
const owedIn = (db: Kysely<Schema>) =>
  db.selectFrom('outbox').select('kind').where('state', '=', 'waiting').execute();

test('an answer that was called saved is there once after a power cut, even one that the backend had not kept', async () => {
  const dataDir = await freshFolder();
  const { disk, left } = await mortalDisk(dataDir);
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(7);
  const house = await botWithBackend({ dataDir, clock, random, groups: disk });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is the sky made of?' });
  await expect.poll(() => owedIn(house.db)).toEqual([]);
  const before = disk.syncs();
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(disk.syncs() - before).toBe(1);
  expect(await answersIn(house.db)).toEqual([{ text: 'What is the sky made of?' }]);

  const after = await botWithBackend({ dataDir: left, clock, random });
  onTestFinished(() => after.close());
  expect(await answersIn(after.db)).toEqual([]); // the backend's own commit is gone
  expect(await owedIn(after.db)).toEqual([{ kind: 'answer' }]);
  clock.advance(LEASE_MS);
  await expect.poll(() => owedIn(after.db)).toEqual([]);
  expect(await answersIn(after.db)).toEqual([{ text: 'What is the sky made of?' }]);
  const sending = await after.db
    .selectFrom('sessions')
    .select('type')
    .where('state', '=', 'sending')
    .execute();
  expect(sending).toEqual([]);
});
