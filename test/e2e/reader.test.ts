import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { message, samples } from '../support/tasks.ts';

const long = (name: string) => `${name} candidate. ${'word '.repeat(500)}end of ${name}`;
const { id } = samples.rank_assistant_replies;
const ranking = {
  ...samples.rank_assistant_replies,
  replies: ['First', 'Second', 'Third'].map(long),
  reply_messages: ['First', 'Second', 'Third'].map((name, index) => message(long(name), true, `${index}c`)),
};

test('long candidates are read page by page in place of the card, and ranked right there', async () => {
  const { contributor, backend, clock } = await botWith([ranking]);
  const ada = await contributor('Ada');
  const card = ada.last();
  const buttons = ada.buttons();
  expect(buttons.indexOf('Read in full')).toBe(buttons.indexOf('Skip') - 1);
  await ada.click('Read in full');
  expect(ada.messages().at(-1)?.id).toBe(card.id);
  expect(ada.text()).toContain('How do plants make energy?');
  expect(ada.buttons()).toEqual(['1', '2', '3', '← Back', 'Forward →', 'Undo', 'Back to the task']);
  await ada.click('Forward →');
  expect(ada.text()).toContain('end of First');
  expect(ada.text()).not.toContain('Second candidate');
  await ada.click('Forward →');
  await ada.click('2');
  expect(ada.text()).toContain('end of Second');
  expect(ada.text()).toContain('best first: **2**\nNow the 2nd best.\nPage 3 of 4');
  await ada.click('Undo');
  expect(ada.text()).toContain('Pick the best one.\nPage 3 of 4');
  await ada.click('3');
  await ada.click('Back to the task');
  expect(ada.text()).toContain('best first: **3**\nNow the 2nd best.');
  expect(ada.buttons()).toContain('Skip');
  await ada.click('Read in full');
  await ada.click('1');
  expect(ada.text()).toContain('About to go out');
  expect(ada.text()).toContain('**1st** · Candidate 3: *Third candidate.');
  expect(ada.text()).toContain('**2nd** · Candidate 1: *First candidate.');
  expect(ada.text()).toContain('**3rd** · Candidate 2: *Second candidate.');
  clock.advance(10_000);
  expect((await backend.got('interaction', 1))[0]?.body).toMatchObject({ ranking: [2, 0, 1] });
});

test('a number on an old reader sends nothing again, and knows what became of the task', async () => {
  const { contributor, backend, clock, sandbox } = await botWith([ranking]);
  const ada = await contributor('Ada');
  await ada.click('3');
  await ada.click('1');
  const { id: messageId } = ada.last();
  await sandbox.forge(ada.id, { messageId, customId: `v1:pick:${id}:1.2` });
  expect(ada.buttons()).toContain('Undo');
  clock.advance(10_000);
  await ada.until((one) => one.text().includes('Saved'));
  await sandbox.forge(ada.id, { messageId, customId: `v1:pick:${id}:nothing.x` });
  expect(ada.text()).toContain('already sent');
  expect(backend.asked('interaction')).toHaveLength(1);
});

test('the last two to choose between stand beside each other', async () => {
  const { contributor } = await botWith([samples.rank_assistant_replies]);
  const ada = await contributor('Ada');
  expect(ada.last().embeds.flatMap(({ fields = [] }) => fields)).toEqual([]);
  await ada.click('2');
  const fields = ada.last().embeds.flatMap(({ fields: some = [] }) => some);
  expect(fields).toEqual([
    { name: 'Candidate 1', value: 'First', inline: true },
    { name: 'Candidate 3', value: 'Third', inline: true },
  ]);
  expect(ada.buttons()).toContain('Read in full');
});
