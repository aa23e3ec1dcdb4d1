import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { backUp } from '../../src/store/backup.ts';
import { testClock } from './clock.ts';
import { botWithBackend } from './embedded.ts';
import { freshFolder } from './folder.ts';
import { seededIds, seededRandom } from './random.ts';

export const OLD = 'How long does a candle of the old account burn?';
export const NEW = 'How long does a candle of the new account burn?';
export const DRAFT = 'What the old account had begun to write about candles';
export const OTHERS = 'What somebody else asks about candles';

/**
 * Two accounts of one person, each with a prompt, of which a moderator makes one, and somebody else; the old one has left a
 * draft as well. A backup was made before.
 */
export async function merged() {
  const away = { isAway: false };
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(11);
  const dataDir = await freshFolder();
  const house = await botWithBackend({
    dataDir,
    clock,
    random,
    newId: seededIds(random),
    settings: { reviewsForPrompt: 1, backlogChance: 0 },
    asked: () => {
      if (away.isAway) throw new TypeError('fetch failed');
    },
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
  return { ...house, away, dataDir, old, fresh, other, ids, names };
}

async function write(person: Person, text: string) {
  await person.command('task', { type: 'initial_prompt' });
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click('Send');
}
