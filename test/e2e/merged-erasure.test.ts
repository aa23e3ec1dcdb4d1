import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { backUp } from '../../src/store/backup.ts';
import { checkCollection } from '../backend/support/invariants.ts';
import { bytesIn } from '../support/bytes-in.ts';
import { testClock } from '../support/clock.ts';
import { dump } from '../support/dump.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';

const OLD = 'How long does a candle of the old account burn?';
const NEW = 'How long does a candle of the new account burn?';
const DRAFT = 'What the old account had begun to write about candles';
const OTHERS = 'What somebody else asks about candles';

/**
 * Two accounts of one person, each with a prompt, of which a moderator makes one, and somebody else; the old one has left a
 * draft as well. A backup was made before.
 */
async function merged() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(11);
  const dataDir = await freshFolder();
  const house = await botWithBackend({
    dataDir,
    clock,
    random,
    newId: seededIds(random),
    settings: { reviewsForPrompt: 1, backlogChance: 0 },
  });
  onTestFinished(() => house.close());
  const [old, fresh, other] = [
    await house.contributor('Ada of the old account'),
    await house.contributor('Ada of the new account'),
    await house.contributor('Somebody else'),
  ];
  await write(old, OLD);
  await write(fresh, NEW);
  await write(other, OTHERS);
  await old.command('task', { type: 'initial_prompt' });
  await old.click('Answer');
  await old.submit({ 'Your text': DRAFT });
  await backUp(dataDir, join(dataDir, 'before.sqlite'));
  const owner = house.sandbox.person('Owner');
  await owner.command('moderate person', { person: old.id, into: fresh.id });
  await owner.click('Confirm');
  const ids = [old.id, fresh.id];
  const names = ['Ada of the old account', 'Ada of the new account'];
  return { ...house, dataDir, old, fresh, other, ids, names };
}

async function write(person: Person, text: string) {
  await person.command('task', { type: 'initial_prompt' });
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click('Send');
}

test.each(['fresh', 'old'] as const)(
  'who deletes everything by one (%s) of two ids that were made one is gone under both, from the backup as well',
  async (which) => {
    const { db, dataDir, ids, names, other, ...people } = await merged();
    const person = people[which];
    const traces = [OLD, NEW, DRAFT, ...ids, ...names];
    expect(await bytesIn(dataDir, traces)).toEqual(traces);
    await person.command('privacy');
    await person.click('Delete everything');
    await person.submit({ 'Type DELETE to confirm': 'DELETE' });
    expect(person.text()).toContain('Everything about you is deleted');
    expect(await bytesIn(dataDir, traces)).toEqual([]);
    const left = await dump(db);
    for (const trace of traces) expect(left).not.toContain(trace);
    await checkCollection(db);
    expect(left).toContain(OTHERS);
    expect(left).toContain(other.id);
    for (const one of [people.old, people.fresh]) {
      await one.command('task');
      expect(one.buttons()).toEqual(['I agree', 'No thanks']);
    }
  },
);

test('what is kept without a name leads to neither of two ids that were made one', async () => {
  const { db, dataDir, ids, names, fresh } = await merged();
  await fresh.command('privacy');
  await fresh.click('Withdraw consent');
  await fresh.click('Keep it without my name');
  expect(fresh.text()).toContain('Your name and ids are taken off');
  expect(await bytesIn(dataDir, [...ids, ...names, DRAFT])).toEqual([]);
  const texts = await db.selectFrom('backend_messages').select('text').orderBy('text').execute();
  expect(texts).toEqual([{ text: NEW }, { text: OLD }, { text: OTHERS }]);
  await checkCollection(db);
});
