import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { id, message, samples } from '../support/tasks.ts';

test('a skip can be taken back for a few seconds, with everything as it was', async () => {
  const { backend, clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Skip');
  clock.advance(5_000);
  await ada.click('Undo');
  expect(ada.buttons()).toContain('Answer');
  clock.advance(60_000);
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'They use light.' });
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('nack')).toEqual([]);
});

test('a skip asks first when something has been entered', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'They use light.' });
  await ada.click('Skip');
  expect(ada.buttons()).toEqual(['Skip anyway', 'Keep my answer']);
  await ada.click('Keep my answer');
  expect(ada.text()).toContain('They use light.');
  await ada.click('Skip');
  await ada.click('Skip anyway');
  expect(ada.text()).toContain('Skipped');
  expect(backend.asked('interaction')).toEqual([]);
});

test('asking for the next task sends the nack at once, before the next task is fetched', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await backend.got('ack', 1);
  await ada.click('Skip');
  backend.tasks.push(samples.initial_prompt);
  backend.received.length = 0;
  await ada.command('task');
  expect(ada.text()).toContain('Write a prompt');
  const order = backend.received.map(({ path }) => path.split('/').filter(Boolean).at(-1));
  expect(order.slice(0, 2)).toEqual(['nack', 'tasks']);
});

test('undo after the nack has gone out says that it is too late', async () => {
  const { backend, clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await backend.got('ack', 1);
  await ada.click('Skip');
  clock.advance(60_000);
  await backend.got('nack', 1);
  await ada.click('Undo');
  expect(ada.text()).toContain('already been handed back');
});

test('a message is reported with its labels, and the task stays open', async () => {
  const { backend, contributor } = await botWith([samples.label_assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Report');
  await ada.submit({
    'Which message?': ['🤖 Assistant'],
    'What is wrong with it?': ['Personal data'],
    'In your own words': 'It names somebody.',
  });
  expect(ada.text()).toContain('Reported');
  const [report] = await backend.got('text_labels', 1);
  expect(report?.body).toEqual({
    type: 'text_labels',
    user: { id: ada.id, display_name: 'Ada', auth_method: 'discord' },
    message_id: id('b'),
    text: 'It names somebody.',
    labels: { pii: 1 },
    is_report: true,
  });
  await ada.click('Label');
  expect(ada.modal).not.toBeNull();
});

test.each(['summarize_story', 'rate_summary'] as const)(
  '%s, which has no messages, is reported by handing it back with the reason',
  async (type) => {
    const { backend, contributor } = await botWith([samples[type]]);
    const ada = await contributor('Ada');
    await ada.click('Report');
    await ada.submit({ 'In your own words': 'The story is cut off.' });
    expect(ada.buttons()).toEqual(['Next task', 'Stop']);
    const [nack] = await backend.got('nack', 1);
    expect(nack?.body).toEqual({ reason: 'The story is cut off.' });
  },
);

test('a long conversation can be read in full, page by page', async () => {
  const messages = Array.from({ length: 12 }, (_, index) =>
    message(
      `Message ${index + 1}. ${'word '.repeat(380)}end ${index + 1}`,
      index % 2 === 1,
      index.toString(16),
    ),
  );
  const { contributor } = await botWith([{ ...samples.prompter_reply, conversation: { messages } }]);
  const ada = await contributor('Ada');
  expect(ada.text()).toContain('end 12');
  expect(ada.text()).not.toContain('end 1\n');
  await ada.click('Read in full');
  const read = [ada.text()];
  while (!ada.text().includes('end 12')) {
    await ada.click('Forward →');
    read.push(ada.text());
  }
  for (let number = 1; number <= 12; number += 1) expect(read.join('\n')).toContain(`end ${number}`);
  await ada.click('← Back');
  expect(ada.text()).toBe(read.at(-2));
});

test('stop ends with a word of thanks and a way back', async () => {
  const { contributor } = await botWith([samples.rate_summary]);
  const ada = await contributor('Ada');
  await ada.click('5');
  await ada.click('Stop');
  expect(ada.text()).toContain('Thank you');
  expect(ada.buttons()).toEqual(['Start']);
});
