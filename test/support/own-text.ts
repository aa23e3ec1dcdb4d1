import { onTestFinished } from 'vitest';
import { testClock } from './clock.ts';
import { botWithBackend } from './embedded.ts';
import { freshFolder } from './folder.ts';
import { seededRandom } from './random.ts';

/** A house with the embedded backend in which Ada has given one text, and looks at it with `/me`. */
export async function oneText(text: string) {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const settings = { reviewsForPrompt: 2, backlogChance: 0 };
  const house = await botWithBackend({
    ...{ dataDir: await freshFolder(), clock, random: seededRandom(4), settings },
  });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': text });
  await ada.click('Send');
  await ada.command('me');
  return { ...house, clock, ada };
}
