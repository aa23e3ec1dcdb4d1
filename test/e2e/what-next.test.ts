import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { onward } from '../support/onward.ts';
import { seededRandom } from '../support/random.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const settings = { backlogChance: 0 };
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(3),
    settings,
  });
  onTestFinished(() => house.close());
  return { ...house, clock };
}

/** Ada has written a prompt, Ben has agreed. */
async function withPrompt() {
  const house = await collection();
  const [ada, ben] = [await house.contributor('Ada'), await house.contributor('Ben')];
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  await ada.click('Send');
  return { ...house, ada, ben };
}

/** Answers the task somebody has had since they agreed. */
async function setAside(person: Person) {
  await person.command('task');
  const isText = person.buttons().includes('Answer');
  await person.click(isText ? 'Answer' : 'Label');
  await person.submit(isText ? { 'Your text': 'What is cheese?' } : { 'Is it spam?': 'No' });
  await person.click('Send');
}

test('an answer is acknowledged with what is wanted, for oneself: nobody labels their own', async () => {
  const { ada, ben } = await withPrompt();
  expect(ada.text()).toContain('✅ Wrote a prompt · 1 today, 1 in all · ');
  expect(ada.text()).toMatch(/prompts wanted in English\nSaved. Thank you!/);
  expect(ada.text()).toContain('[Something else: Write a prompt]');
  await ben.command('task', { type: 'initial_prompt' });
  await ben.click('Answer');
  await ben.submit({ 'Your text': 'What is butter?' });
  await ben.click('Send');
  expect(ben.text()).toContain('1 label wanted in English');
  expect(ben.text()).toContain('[Something else: Label a prompt | Write a prompt]');
});

test('what is counted and offered stays on a card when what it held has arrived', async () => {
  const { clock, ben } = await withPrompt();
  await ben.command('me');
  await ben.click('Send without review');
  await ben.command('task', { type: 'initial_prompt' });
  await ben.click('Answer');
  await ben.submit({ 'Your text': 'What is butter?' });
  const counted = '✅ Wrote a prompt · 1 today, 1 in all · 1 label wanted in English';
  const offered = '[Something else: Label a prompt | Write a prompt]';
  expect(ben.text().split('\n')[0]).toBe(counted);
  expect(ben.text()).toContain(offered);
  clock.advance(10_000);
  await ben.until(() => ben.text().includes('Saved'));
  expect(ben.text().split('\n')[0]).toBe(counted);
  expect(ben.text()).toContain(offered);
});

test('choosing something else starts it, and choosing two things at once shows one task', async () => {
  const { ben } = await withPrompt();
  await ben.command('task', { type: 'initial_prompt' });
  await ben.click('Answer');
  await ben.submit({ 'Your text': 'What is butter?' });
  await ben.click('Send');
  const sent = ben.last();
  const before = ben.messages().length;
  const chosen = ['Label a prompt', 'Write a prompt'].map((kind) =>
    ben.select('Something else', kind, { on: sent }),
  );
  await Promise.all(chosen);
  await ben.until((one) => one.messages().length === before + 2);
  const [first, second] = ben
    .messages()
    .slice(before)
    .map((message) => ben.text(message).split('\n')[0]);
  expect(second).toBe(first); // whichever came first
  expect(['Label a prompt', 'Write a prompt']).toContain(first);
  expect(ben.text(ben.again(sent))).toBe('✅ Prompt: *What is butter?*');
});

test('/available lists what is open by kind, and its buttons start it in one call', async () => {
  const { sandbox, ben } = await withPrompt();
  await setAside(ben);
  const mark = sandbox.requests.mark();
  await ben.command('available');
  expect(sandbox.requests.since(mark).filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(ben.text()).toContain('Open work in English');
  expect(ben.text()).toContain('**1** · Label a prompt');
  expect(ben.buttons()).toEqual(['Label a prompt', 'Write a prompt']);
  await ben.click('Label a prompt');
  expect(ben.buttons()).toContain('Label');
});

test('/available shows another language on the same card, and what is started there is in that language', async () => {
  const { db, ben, contributor } = await withPrompt();
  await setAside(ben);
  const cem = await contributor('Cem');
  await setAside(cem);
  await cem.command('task', { type: 'initial_prompt', language: 'de' });
  await cem.click('Answer');
  await cem.submit({ 'Your text': 'Was ist Brot?' });
  await cem.click('Send');
  await ben.command('available');
  const list = ben.last();
  expect(ben.text()).toContain('**In other languages:** German **1**\n');
  await ben.select('Show another language', 'German');
  expect(ben.text(ben.again(list))).toContain('Open work in German');
  await ben.click('Label a prompt');
  expect(ben.text()).toContain('Was ist Brot?');
  const people = await db.selectFrom('people').select('lang').where('id', '=', ben.id).execute();
  expect(people).toEqual([{ lang: 'de' }]);
});

test('/available asks the backend nothing before a person has agreed', async () => {
  const { sandbox, backend } = await botWith();
  backend.answer('availability', () => expect.unreachable('it was asked'));
  const ada = sandbox.person('Ada');
  await ada.command('available');
  expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
});

test('agreeing below /available shows the list, and not some task', async () => {
  const { sandbox, backend } = await botWith([samples.initial_prompt]);
  backend.answer('availability', () => Response.json({ initial_prompt: 3, rate_summary: 1 }));
  const ada = sandbox.person('Ada');
  await ada.command('available');
  await ada.click('I agree');
  expect(ada.text()).toContain('Open work in English');
  expect(ada.buttons()).toEqual(['Rate a summary', 'Write a prompt']);
  expect(backend.asked('tasks')).toEqual([]);
});

test('agreeing again after a kind was chosen from /available gives a task of that kind', async () => {
  const { db, backend, contributor } = await botWith();
  backend.answer('tasks', () => refusal(503, 1006));
  backend.answer('availability', () => Response.json({ rate_summary: 1, label_initial_prompt: 4 }));
  const ada = await contributor('Ada');
  await ada.command('available');
  await db.updateTable('people').set({ consent_version: 0 }).execute();
  backend.tasks.push(samples.rate_summary);
  await ada.click('Rate a summary');
  await ada.click('I agree');
  expect(ada.text().split('\n')[0]).toBe('Rate a summary');
  expect(backend.asked('tasks').at(-1)?.body).toMatchObject({ type: 'rate_summary' });
});

test('/available says when the backend does not say what is open', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  backend.answer('availability', () => new Response(null, { status: 405 }));
  await ada.command('available');
  expect(ada.text()).toContain('does not say what is open');
  backend.tasks.push(samples.initial_prompt);
  await ada.click('Start');
  expect(ada.buttons()).toContain('Answer');
});

test('“nothing to do” lists what there is instead', async () => {
  const { backend, contributor, clock } = await botWith();
  const ada = await contributor('Ada');
  clock.advance(60_000);
  backend.answer('availability', () => Response.json({ random: 4, initial_prompt: 3, rate_summary: 1 }));
  await ada.command('task', { type: 'assistant_reply' });
  expect(ada.text()).toContain('no “Reply as the assistant” task');
  expect(ada.text()).toContain('[Something else: Rate a summary | Write a prompt]');
  backend.tasks.push(samples.rate_summary);
  await onward(ada, () => ada.select('Something else', 'Rate a summary'));
  expect(backend.asked('tasks').at(-1)?.body).toMatchObject({ type: 'rate_summary', lang: 'en' });
  expect(ada.text()).toContain('Rate a summary');
});

test('“nothing to do” does not offer the kind that there is nothing of, which was counted before a skip was told', async () => {
  const { backend, contributor, clock } = await botWith();
  const ada = await contributor('Ada');
  clock.advance(60_000);
  backend.answer('availability', () => Response.json({ assistant_reply: 1, rate_summary: 1 }));
  await ada.command('task', { type: 'assistant_reply' });
  expect(ada.text()).toContain('[Something else: Rate a summary]');
  clock.advance(60_000);
  const open: Record<string, object> = { en: { assistant_reply: 1 }, es: { label_initial_prompt: 6 } };
  backend.always('availability', (_, query) => Response.json(open[query.get('lang') ?? ''] ?? {}));
  await ada.command('task', { type: 'assistant_reply' });
  expect(ada.text()).not.toContain('Something else');
  expect(ada.text()).toContain('[Show another language: Spanish]');
});

test('“nothing to do” in a language names those that have work', async () => {
  const { backend, contributor, clock } = await botWith();
  const ada = await contributor('Ada');
  clock.advance(60_000);
  // in German there is room for prompts only, as in every language that nobody has begun
  const open: Record<string, object> = {
    de: { initial_prompt: 9 },
    es: { initial_prompt: 9, label_initial_prompt: 6 },
  };
  backend.always('availability', (_, query) => Response.json(open[query.get('lang') ?? ''] ?? {}));
  await ada.command('task');
  expect(ada.text()).toContain('nothing to do in English');
  expect(ada.text()).toContain('[Show another language: Spanish]');
});

test('the work that is open is only the next thing: an answer is saved without it', async () => {
  const { backend, clock, contributor } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  backend.answer('availability', () => new Promise(() => {}));
  const click = ada.click('Send');
  await expect.poll(() => clock.next()).toBeLessThanOrEqual(1_000);
  clock.advance(1_000);
  await click;
  expect(ada.text()).toContain('✅ Wrote a prompt · 1 today, 1 in all\nSaved');
});

test('Start is on /help, on empty /drafts and after stopping', async () => {
  const { backend, contributor } = await botWith();
  backend.answer('tasks', () => refusal(503, 1006));
  const ada = await contributor('Ada');
  await ada.command('help');
  expect(ada.buttons()).toEqual(['Start']);
  await ada.command('drafts');
  expect(ada.buttons()).toEqual(['Start']);
  backend.tasks.push(samples.initial_prompt);
  await ada.click('Start');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  await ada.click('Send');
  await ada.click('Stop');
  expect(ada.buttons()).toEqual(['Start']);
  const stopped = ada.last();
  backend.tasks.push(samples.assistant_reply, samples.rate_summary);
  await ada.click('Start', { on: stopped });
  const card = ada.text();
  await ada.click('Start', { on: stopped }); // once more: the same task
  expect(ada.text()).toBe(card);
});

test('somebody else’s kind of work cannot be forged into a control', async () => {
  const { sandbox, backend, contributor } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  backend.answer('availability', () => Response.json({ initial_prompt: 3 }));
  await ada.click('Send');
  const asked = backend.asked('tasks').length;
  const result = await sandbox.act(ada.id, {
    do: 'select',
    messageId: ada.last().id,
    customId: 'v1:other:-:en',
    values: ['dance'],
  });
  expect(result.ok).toBe(false); // Discord itself takes only what was offered
  expect(backend.asked('tasks')).toHaveLength(asked);
});
