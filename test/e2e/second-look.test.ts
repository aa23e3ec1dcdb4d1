import { expect, onTestFinished, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

const WARNED = 'Write to ada@posteo.de and ask her why the sky is blue.';

/** The style of a button of the newest message, as Discord counts them. */
function styleOf(person: { last(): { components: unknown[] } }, label: string): number | undefined {
  const rows = person.last().components as { components: { label?: string; style?: number }[] }[];
  return rows.flatMap(({ components }) => components).find((one) => one.label === label)?.style;
}

test('a warning is one line, and the text goes out all the same, with nothing a backend does not know', async () => {
  const { contributor, backend } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': WARNED });
  expect(ada.text()).toContain('Look once more before you send it: an e-mail address.');
  expect(ada.buttons()).toEqual(['Send anyway', 'Edit', 'Skip']);
  await ada.click('Send anyway');
  const [sent] = backend.asked('interaction');
  expect(sent?.body).toMatchObject({ text: WARNED });
  expect(sent?.body).not.toHaveProperty('second_look');
});

test('a text that was changed is not warned of any more', async () => {
  const { contributor } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': WARNED });
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon?' });
  expect(ada.text()).not.toContain('Look once more');
  expect(ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
});

test('what was warned of is kept with the answer by the embedded backend', async () => {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({ dataDir: await freshFolder(), clock, random: seededRandom(3) });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  for (const [text, button] of [
    [WARNED, 'Send anyway'],
    ['Why is the sky blue at noon?', 'Send'],
  ] as const) {
    await ada.command('task', { type: 'initial_prompt' });
    await ada.click('Answer');
    await ada.submit({ 'Your text': text });
    await ada.click(button);
    expect(ada.text()).toContain('Saved');
  }
  const kept = await house.db.selectFrom('backend_messages').select(['text', 'second_look']).execute();
  expect(new Map(kept.map(({ text, second_look }) => [text, second_look]))).toEqual(
    new Map([
      [WARNED, '["email"]'],
      ['Why is the sky blue at noon?', null],
    ]),
  );
});

test('a text that came back is first of all to be edited', async () => {
  const { contributor, backend } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon?' });
  expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([3, 2]);
  backend.answer('interaction', () => refusal(400, 1009));
  await ada.click('Send');
  expect(ada.text()).toContain('Your answer came back');
  expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([2, 1]);
});
