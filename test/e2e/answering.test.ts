import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { refusals } from '../support/discord-faults.ts';
import { onward } from '../support/onward.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const written = 'They turn light into sugar.';

test('after a restart every button on an old card still works', async () => {
  const { backend, restart, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await restart();
  await ada.click('Answer');
  await restart();
  await ada.submit({ 'Your text': written });
  await restart();
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  await backend.got('ack', 1);
  expect(backend.asked('interaction')).toHaveLength(1);
});

test('a text that was entered is in the form when it is opened again', async () => {
  const { contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  const first = ada.messages().length;
  await ada.click('Edit');
  expect(ada.fields[0]?.value).toBe(written);
  await ada.cancel();
  expect(ada.messages()).toHaveLength(first);
  expect(ada.text()).toContain(written);
});

test('a card that is gone is shown again with what was entered', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  await ada.dismiss();
  await ada.command('task');
  expect(ada.text()).toContain(written);
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('tasks')).toHaveLength(1);
  expect(backend.asked('ack')).toHaveLength(1);
});

test('a double click on Send sends one answer, and both clicks get a reply', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  const card = ada.last();
  await Promise.all([ada.click('Send', { on: card }), ada.click('Send', { on: card })]);
  expect(backend.asked('interaction')).toHaveLength(1);
  expect(ada.notices).toEqual([]);
});

test('too long a text is kept, and says by how much it is too long', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': '🌱🌱🌱' }); // these count twice, so that Discord has to let in three more
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'x'.repeat(2_003) });
  expect(ada.text()).toContain('3 characters too long');
  expect(ada.buttons()).toEqual(['Edit', 'Skip']);
  await ada.click('Edit');
  expect(ada.fields[0]?.value).toHaveLength(2_003);
  await ada.submit({ 'Your text': '🌱'.repeat(2_000) }); // 2,000 code points of two units each
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('interaction')[0]?.body).toMatchObject({ text: '🌱'.repeat(2_000) });
});

test('a text of blanks and zero-width spaces only is not sent', async () => {
  const { contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': ' \u200b\u200b ' });
  expect(ada.text()).toContain('nothing in it that can be read');
  expect(ada.buttons()).toEqual(['Edit', 'Skip']);
});

test('an answer the backend cannot take now is safe, and delivered later without another click', async () => {
  const { backend, clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => new Response('<html>bad gateway', { status: 502 }));
  await ada.click('Send');
  expect(ada.text()).toContain("Safe with me, I'll deliver it");
  clock.advance(60_000);
  clock.advance(60_000);
  await backend.got('interaction', 2);
  await ada.until(() => ada.text().includes('Saved'));
  expect(backend.asked('interaction')[1]).toEqual(backend.asked('interaction')[0]);
});

test('“already done” after an attempt with unknown outcome counts as delivered', async () => {
  const { backend, clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => Promise.reject(new TypeError('terminated')));
  await ada.click('Send');
  expect(ada.text()).toContain('Safe with me');
  backend.answer('interaction', () => refusal(400, 2105));
  clock.advance(60_000);
  await backend.got('interaction', 2);
  await ada.until(() => ada.text().includes('Saved'));
});

test('a final refusal gives the text back with its reason, and it can be mended', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => refusal(400, 1009));
  await ada.click('Send');
  expect(ada.text()).toContain('exactly the same text');
  expect(ada.text()).toContain(written);
  await ada.click('Edit');
  expect(ada.fields[0]?.value).toBe(written);
  await ada.submit({ 'Your text': `${written} And oxygen.` });
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('interaction')).toHaveLength(2);
});

test('a refusal without remedy gives the text back once, and the next task can be had', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply, samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => refusal(400, 2010));
  await ada.click('Send');
  expect(ada.text()).toContain('takes no more answers');
  expect(ada.text()).toContain(written);
  await onward(ada);
  expect(ada.text()).toContain('Write a prompt');
});

test('an answer that came back is shown until somebody has gone on from it', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply, samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => refusal(400, 2010));
  await ada.click('Send');
  await ada.reload();
  await ada.command('task');
  expect(ada.text()).toContain(written);
  await onward(ada);
  expect(ada.text()).toContain('Write a prompt');
});

test('“Next task” below an old promise does not pass over the answer that came back meanwhile', async () => {
  const { sandbox, backend, clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => refusal(500, 0));
  await ada.click('Send');
  const unseen = sandbox.faults.rest({ route: /^\/webhooks/ }, { ...refusals[50027], times: 9 });
  backend.answer('interaction', () => refusal(400, 2010));
  clock.advance(60_000);
  await waitFor(() => unseen.struck() > 0);
  unseen.cancel();
  expect(ada.text()).toContain('Safe with me');
  await onward(ada);
  expect(ada.text()).toContain('takes no more answers');
  expect(ada.text()).toContain(written);
});

test('an answer entered after the task has run out is given back', async () => {
  const { clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  clock.advance(2 * 24 * 60 * 60 * 1_000);
  await ada.submit({ 'Your text': written });
  expect(ada.text()).toContain('Here is what you wrote');
  expect(ada.text()).toContain(written);
});

test('a text that comes after the answer was sent from elsewhere is given back, and nothing is sent again', async () => {
  const { sandbox, backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  await ada.click('Edit');
  const customId = `v1:submit:${samples.assistant_reply.id}:`;
  await sandbox.forge(ada.id, { messageId: ada.last().id, customId });
  await ada.submit({ 'Your text': 'They eat light.' });
  expect(ada.text()).toContain('You have already sent this one');
  expect(ada.text()).toContain('They eat light.');
  expect(backend.asked('interaction')).toHaveLength(1);
});

test('of a text and a Send at the same time, either that text is sent or it is given back', async () => {
  const { sandbox, backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  const [phone, desktop] = [ada.last(), (await ada.command('task')).last()];
  const { id } = samples.assistant_reply;
  const component = { type: 4, id: 2, custom_id: 'text', value: 'They eat light.' };
  const components = [{ type: 18, id: 1, component }];
  await Promise.all([
    sandbox.forge(ada.id, { messageId: phone.id, customId: `v1:fill:${id}::x`, components }),
    sandbox.forge(ada.id, { messageId: desktop.id, customId: `v1:submit:${id}:` }),
  ]);
  const [sent, ...more] = await backend.got('interaction', 1);
  const shown = ada.text(ada.again(phone));
  expect(more).toEqual([]);
  if (/Not sent yet|^↪️/.test(shown)) expect(sent?.body).toMatchObject({ text: 'They eat light.' });
  else expect(shown).toMatch(/(already sent|Safe with me).*They eat light\./s);
});

test('a page of labels that is edited comes with what was chosen, and keeps what is not touched', async () => {
  const { backend, contributor } = await botWith([samples.label_prompter_reply]);
  const ada = await contributor('Ada');
  await ada.click('Label');
  await ada.submit({ 'Is it spam?': 'No', 'Does any of this apply?': ['Hate speech'], Quality: '4' });
  expect(ada.text()).toContain('Quality: **4**');
  await ada.click('Continue');
  await ada.submit({ Violence: '2' });
  await ada.click('Edit: Spam, Wrong language, Not …');
  await ada.submit({ 'Is it spam?': 'Yes' });
  await ada.click('Edit: Humor, Rudeness, Violence');
  await ada.submit({});
  await ada.click('Send');
  expect(backend.asked('interaction')[0]?.body).toMatchObject({
    labels: { spam: 1, hate_speech: 1, pii: 0, quality: 0.75, violence: 0.25 },
  });
});

test('a text too long for one input comes back whole when it is edited', async () => {
  const { contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': '🌱'.repeat(2_000) });
  await ada.click('Edit');
  await ada.submit({ 'Your text': `${'🌱'.repeat(3_999)}.` });
  await ada.click('Edit');
  expect(ada.fields.map(({ value }) => value).join('')).toBe(`${'🌱'.repeat(3_999)}.`);
  await ada.submit({ 'Your text, part 2': 'the end' });
  expect(ada.text()).toContain('7 characters too long');
});
