import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../src/backend/settings/settings.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';

const HOUR = 3_600_000;

async function collection(settings: Partial<Settings>) {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(5);
  const dataDir = await freshFolder();
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random), settings });
  onTestFinished(() => house.close());
  return { ada: await house.contributor('Ada'), clock };
}

test('a card says until when the backend at hand takes an answer, and takes none later', async () => {
  const { ada, clock } = await collection({ taskValidityMs: HOUR });
  await ada.command('task', { type: 'initial_prompt' });
  expect(ada.text()).toContain(`<t:${Math.floor((clock.now() + HOUR) / 1_000)}:R>`);
  const card = ada.last();
  clock.advance(HOUR);
  await ada.click('Answer', { on: card });
  expect(ada.text()).toContain('its time ran out');
});

test('the form takes as much as the backend at hand, which then takes all of it', async () => {
  const { ada } = await collection({ textLimit: 100 });
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  expect(JSON.stringify(ada.modal)).toContain('Up to 100 characters');
  await expect(ada.submit({ 'Your text': 'x'.repeat(101) })).rejects.toThrow('takes at most 100 characters');
  await ada.submit({ 'Your text': 'x'.repeat(100) });
  await ada.click('Send');
  expect(ada.text()).toContain('✅');
});

test('whoever may ask for more tasks is not held back by the bot', async () => {
  const { ada } = await collection({
    limits: { person: { most: 60, ms: 4 * 60_000 } } as Settings['limits'],
    maxPending: 100,
  });
  for (let asked = 0; asked < 40; asked += 1) await ada.command('task', { type: 'assistant_reply' });
  expect(ada.text()).not.toContain('try again in');
});
