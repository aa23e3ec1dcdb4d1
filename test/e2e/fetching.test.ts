import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { refusal } from '../support/scripted-backend.ts';
import { id, samples } from '../support/tasks.ts';

/** What somebody who has agreed reads after `/task`, when the backend answers like this. */
async function readsAfter(reply: () => Response | Promise<Response>, locale = 'en-US') {
  const scene = await botWith();
  const ada = await scene.contributor('Ada', locale);
  scene.backend.answer('tasks', reply);
  await ada.command('task');
  return { ...scene, ada };
}

test('nothing is asked of the backend, and nothing kept, before a person has agreed', async () => {
  const { sandbox, backend } = await botWith([samples.initial_prompt]);
  const ada = sandbox.person('Ada');
  await ada.command('task');
  expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
  await ada.click('No thanks');
  expect(ada.text()).toContain('Nothing has been kept');
  expect(backend.received).toEqual([]);
});

test('a slow backend makes Discord wait after 1.5 seconds, and the card then comes with one more call', async () => {
  const { sandbox, backend, clock, contributor } = await botWith();
  const ada = await contributor('Ada');
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  backend.received.length = 0;
  backend.answer('tasks', async () => {
    await released;
    return Response.json(samples.assistant_reply);
  });
  const mark = sandbox.requests.mark();
  const command = ada.command('task');
  await backend.got('tasks', 1);
  clock.advance(1_500);
  await command;
  expect(ada.last().thinking).toBe(true);
  release();
  await ada.until(() => !ada.last().thinking);
  expect(ada.buttons()).toContain('Answer');
  expect(sandbox.requests.since(mark)).toHaveLength(2);
  const [ack] = await backend.got('ack', 1);
  expect(ack?.body).toEqual({ message_id: ada.last().id });
});

test('two quick calls of /task show one task', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  backend.tasks.push(samples.assistant_reply, samples.initial_prompt);
  await Promise.all([ada.command('task'), ada.command('task')]);
  const cards = ada.messages().filter((message) => ada.buttons(message).includes('Answer'));
  expect(cards).toHaveLength(2);
  expect(new Set(cards.map((card) => ada.text(card))).size).toBe(1);
  const tooMany = backend.asked('tasks').length - 1 - 2; // two asks found nothing at first
  expect(await backend.got('nack', tooMany)).toHaveLength(tooMany); // the handing back is not waited for
});

test('“nothing to do” is asked about once more, then said with a way on', async () => {
  const { backend, ada } = await readsAfter(() => refusal(503, 1006));
  expect(ada.text()).toContain('nothing to do in English');
  expect(ada.buttons()).toEqual(['Try again']);
  expect(backend.asked('tasks')).toHaveLength(4); // twice when agreeing, twice now
  backend.tasks.push(samples.initial_prompt);
  await ada.click('Try again');
  expect(ada.text()).toContain('Write a prompt');
});

test('a type that has run out leads to any other', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  await ada.command('task', { type: 'rate_summary' });
  expect(ada.text()).toContain('no “Rate a summary” task in English');
  backend.tasks.push(samples.initial_prompt);
  await ada.click('Any task');
  expect(ada.text()).toContain('Write a prompt');
  expect(backend.asked('tasks').at(-1)?.body).toMatchObject({ type: 'random' });
});

test.each([
  ['a banned person', () => refusal(503, 4001), 'has closed your account'],
  ['too many pending tasks', () => refusal(400, 1012), 'too many tasks open'],
  [
    'the limiter',
    () => refusal(429, 429, 'Too many requests. Retry After 239 seconds.'),
    'try again in 4 minutes',
  ],
  ['an outage', () => Promise.reject(new TypeError('fetch failed')), 'cannot be reached'],
  ['a gateway’s web page', () => new Response('<html>', { status: 502 }), 'could not do that'],
  ['a wrong key', () => refusal(403, 2), 'not set up correctly'],
])('%s is explained in words of its own, with a next step', async (_what, reply, words) => {
  const { ada } = await readsAfter(reply);
  expect(ada.text()).toContain(words);
});

test('the backend’s terms are asked for, accepted and then the task comes', async () => {
  const { backend, ada } = await readsAfter(() => refusal(451, 4003));
  expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
  backend.tasks.push(samples.initial_prompt);
  backend.answer(ada.id, () =>
    Response.json({
      id: ada.id,
      display_name: 'Ada',
      auth_method: 'discord',
      user_id: id(7),
      enabled: true,
      deleted: false,
      notes: '',
      created_date: '2026-01-01T00:00:00.000000+00:00',
      show_on_leaderboard: true,
      streak_days: null,
      streak_last_day_date: null,
      last_activity_date: null,
      tos_acceptance_date: null,
    }),
  );
  await ada.click('I agree');
  expect(backend.asked(id(7))[0]?.path).toContain('tos_acceptance=true');
  expect(ada.text()).toContain('Write a prompt');
});

test('a task of a type this version does not know is handed back', async () => {
  const { backend, ada } = await readsAfter(() => Response.json({ id: id(4), type: 'sing_a_song' }));
  expect(ada.text()).toContain('was handed back');
  const [nack] = await backend.got('nack', 1);
  expect(nack).toMatchObject({ path: `/api/v1/tasks/${id(4)}/nack`, user: `discord:${ada.id}` });
});

test('the language of tasks is chosen once, suggested in the person’s own, and kept', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  const offered = await ada.autocomplete('task', 'language', 'ger');
  expect(offered[0]).toMatchObject({ name: 'German (Deutsch)', value: 'de' });
  await ada.command('task', { language: 'de' });
  await ada.command('task');
  expect(backend.asked('tasks').map(({ body }) => (body as { lang: string }).lang)).toEqual([
    ...['en', 'en'],
    ...['de', 'de', 'de', 'de'],
  ]);
  await ada.command('task', { language: 'Klingonese' });
  expect(ada.text()).toContain('don’t know a language called “Klingonese”'.replace('’', "'"));
});

test('an open task is shown again, whatever type is asked for, and that type comes next', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.command('task', { type: 'rate_summary' });
  expect(ada.text()).toContain('You still have this task open');
  expect(ada.buttons()).toContain('Answer');
  expect(backend.asked('tasks')).toHaveLength(1);
  await ada.click('Skip');
  expect(backend.asked('tasks').at(-1)?.body).toMatchObject({ type: 'rate_summary' });
});

test('everything works in the direct messages with the bot as well', async () => {
  const { sandbox, backend } = await botWith([samples.initial_prompt]);
  const ada = sandbox.person('Ada').go('dm');
  await ada.command('task');
  for (const button of ['I agree', 'Skip the tutorial', 'Answer']) await ada.click(button);
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('interaction')).toHaveLength(1);
});

test('/help explains what to do', async () => {
  const { sandbox } = await botWith();
  const ada = sandbox.person('Ada');
  await ada.command('help');
  expect(ada.text()).toContain('/task');
});
