import { describe, expect, onTestFinished, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';
import { refusal } from '../support/scripted-backend.ts';

async function house() {
  const clock = testClock();
  const made = await botWithBackend({ dataDir: await freshFolder(), clock, random: seededRandom(1) });
  onTestFinished(() => made.close());
  return { ...made, clock };
}

describe('/status', () => {
  test('tells the owner of an empty collection what to do next, and stops once there is something', async () => {
    const { sandbox, contributor, clock } = await house();
    const owner = sandbox.person('Owner');
    await owner.command('status');
    expect(owner.text()).toContain('The collection is empty');
    expect(owner.text()).toContain('`/import` takes them from a file');
    const ada = await contributor('Ada');
    await ada.command('task'); // with nothing there, a first prompt is asked for
    expect(ada.text()).toContain('Write a prompt');
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'Why is the sky blue?' });
    await ada.click('Send');
    clock.advance(60_000); // it is counted once a minute
    await owner.command('status');
    expect(owner.text()).not.toContain('empty');
  });

  test('says nothing of it where samples are', async () => {
    const { sandbox, db } = await house();
    await seedSamples(db, () => 0);
    const owner = sandbox.person('Owner');
    await owner.command('status');
    expect(owner.text()).toContain('Answers not delivered yet');
    expect(owner.text()).not.toContain('empty');
  });

  test.each([403, 404, 500])('works where the backend answers %i to it', async (status) => {
    const { sandbox, backend } = await botWith();
    backend.answer('progress', () => refusal(status, 0));
    backend.answer('state_counts', () => refusal(status, 0));
    const owner = sandbox.person('Owner');
    await owner.command('status');
    expect(owner.text()).toContain('Answers not delivered yet');
    expect(owner.text()).not.toContain('empty');
  });
});
