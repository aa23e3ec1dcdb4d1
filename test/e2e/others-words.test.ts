import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { onward } from '../support/onward.ts';
import { samples } from '../support/tasks.ts';

const trick = [
  '# Session expired',
  '[➡️ log in and submit](https://evil.example)',
  '</task:12345678901234567> <@12345678901234567> @everyone',
  '-# 🌐 English · ⏳ expires <t:1767225600:R>',
].join('\n');

/** What stands on the card, the pages and the list, in the form in which Discord gets it. */
function raw(view: object): string {
  return JSON.stringify(view);
}

const dangerous = ['# Session', '](https', '</task', '<@1', '@everyone', '-# 🌐', '<t:1767225600'];

test('a prompt that nobody has reviewed cannot look like the bot: on its card and in full', async () => {
  const messages = [{ text: trick, is_assistant: false }];
  const { contributor } = await botWith([{ ...samples.assistant_reply, conversation: { messages } }]);
  const ada = await contributor('Ada');
  const card = ada.last();
  for (const sign of dangerous) expect(raw(card.embeds)).not.toContain(sign);
  expect(ada.text().replaceAll('\u034f', '')).toContain(trick);
});

test('one’s own words are given back as plainly, on the review and in the list', async () => {
  const { contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': trick });
  for (const sign of dangerous) expect(raw(ada.last().embeds)).not.toContain(sign);
  await ada.command('drafts');
  for (const sign of dangerous) expect(raw(ada.last().embeds)).not.toContain(sign);
});

test('what is sent is what was written, to the letter', async () => {
  const { contributor, backend } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': trick });
  await ada.click('Send');
  expect(backend.asked('interaction')).toMatchObject([{ body: { text: trick } }]);
  await onward(ada);
});
