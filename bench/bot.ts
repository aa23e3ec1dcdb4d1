import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaults } from '../src/backend/settings/settings.ts';
import { systemClock } from '../src/clock.ts';
import { botWithBackend } from '../test/support/embedded.ts';
import { ms, table, whole } from './support/table.ts';
import { createStopwatch } from './support/timing.ts';

const PEOPLE = 20;
const WARM_UP = 20;
const TASKS = 400;
const endless = { most: Number.MAX_SAFE_INTEGER, ms: 1_000 };
const settings = {
  maxPromptsInReview: 1_000_000, // every task of this benchmark is a prompt to write
  maxPromptsWaiting: 1_000_000,
  limits: { ...defaults.limits, person: endless },
};

/**
 * What a person waits for: from typing `/task` to the card, from `Answer` to the form, from `Send` to "Saved".
 * Discord is the sandbox, in the same process; the backend is the embedded one, on a file as in production.
 */
export async function bot(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const house = await botWithBackend({ dataDir, clock: systemClock, random: Math.random, settings });
  const watch = createStopwatch();
  try {
    const people = [];
    for (let index = 0; index < PEOPLE; index += 1) people.push(await house.contributor(`Person ${index}`));
    for (let turn = 0; turn < WARM_UP + TASKS; turn += 1) {
      if (turn === WARM_UP) watch.reset();
      const person = people[turn % people.length];
      if (!person) break;
      await watch.time('/task to the card', () => person.command('task', { type: 'initial_prompt' }));
      await watch.time('Answer to the form', () => person.click('Answer'));
      await watch.time('text to the review', () => person.submit({ 'Your text': `Prompt number ${turn}?` }));
      await watch.time('Send to "Saved"', () => person.click('Send'));
      if (!person.text().includes('Saved')) throw new Error(`Not saved:\n${person.screen()}`);
      await person.dismiss();
    }
  } finally {
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  const rows = [...watch.timings()].map(([name, { count, p50, p99, cpu }]) => [
    name,
    whole(count),
    ms(p50),
    ms(p99),
    ms(cpu),
  ]);
  process.stdout.write(table(['one at a time', 'times', 'p50', 'p99', 'cpu'], rows));
}
