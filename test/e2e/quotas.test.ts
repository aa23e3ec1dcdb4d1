import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { botWith } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';

async function askOften(ada: Person, times: number) {
  for (let time = 0; time < times; time += 1) await ada.command('task');
}

test('one person cannot use up what the backend allows everybody, and is told how long to wait', async () => {
  const { backend, clock, contributor } = await botWith();
  const ada = await contributor('Ada'); // the first of 30
  const ben = await contributor('Ben');
  await askOften(ada, 29);
  const asked = backend.asked('tasks').length;
  expect(ada.text()).toContain('nothing to do');
  await ada.command('task');
  expect(ada.text()).toContain('try again in 8 seconds');
  await askOften(ada, 20);
  expect(backend.asked('tasks')).toHaveLength(asked);
  await ben.command('task');
  expect(ben.text()).toContain('nothing to do');
  clock.advance(8_000);
  await ada.command('task');
  expect(ada.text()).toContain('nothing to do');
});

test('what does not reach the backend is not counted', async () => {
  const { backend, contributor } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await askOften(ada, 50); // the same open task, again and again
  expect(ada.buttons()).toContain('Answer');
  expect(backend.asked('tasks')).toHaveLength(1);
});

test('reports are limited, too, and what was written is given back', async () => {
  const { backend, contributor } = await botWith([samples.label_assistant_reply]);
  const ada = await contributor('Ada');
  const card = ada.last();
  const report = async (words: string) => {
    await ada.click('Report', { on: card });
    await ada.submit({ 'Which message?': ['🤖 Assistant'], 'In your own words': words });
  };
  for (let times = 1; times <= 10; times += 1) await report(`It names somebody, time ${times}.`);
  await backend.got('text_labels', 10);
  await report('It names somebody once more.');
  expect(ada.text()).toContain('Please wait 60 seconds');
  expect(ada.text()).toContain('It names somebody once more.');
  expect(backend.asked('text_labels')).toHaveLength(10);
});
