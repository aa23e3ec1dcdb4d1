import { expect, test } from 'vitest';
import { z } from 'zod';
import { testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

const LabelTask = z.object({
  conversation: z.object({ messages: z.array(z.object({ user_is_author: z.boolean().nullable() })) }),
});
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function seeded() {
  const backend = await testBackend({ samples: true });
  return backend;
}

test('asking for a type that has nothing answers 503 with 1006', async () => {
  const somebody = person(await testBackend(), 'a');
  expect(await somebody.request('assistant_reply')).toMatchObject({
    status: 503,
    body: { error_code: 1006 },
  });
  expect(await somebody.request('rank_prompter_replies')).toMatchObject({ status: 503 });
  expect(await somebody.availability()).toMatchObject({
    assistant_reply: 0,
    rank_prompter_replies: 0,
    random: 110,
  });
});

test.each([
  ['label_initial_prompt', false],
  ['label_assistant_reply', null],
  ['label_prompter_reply', null],
] as const)(
  'in %s the mark of the judged message’s author is %s, as in the reference',
  async (type, mark) => {
    const { body } = await person(await seeded(), 'a').request(type);
    const { messages } = LabelTask.parse(body).conversation;
    expect(messages.map((message) => message.user_is_author)).toEqual([
      ...messages.slice(1).map(() => false),
      mark,
    ]);
  },
);

test('the ninth pending task is refused, until one is skipped or five minutes have passed', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  const tasks = [];
  for (let count = 0; count < 8; count += 1) tasks.push(await somebody.take('initial_prompt'));
  expect(await somebody.request('initial_prompt')).toMatchObject({ status: 400, body: { error_code: 1012 } });
  expect((await somebody.nack(tasks[0]?.id ?? '')).status).toBe(204);
  expect((await somebody.request('initial_prompt')).status).toBe(200);
  expect((await somebody.request('initial_prompt')).status).toBe(400);
  backend.clock.now += 5 * MINUTE;
  expect((await somebody.request('initial_prompt')).status).toBe(200);
});

test('the thirty-first request in four minutes answers 429 with Retry-After, beside the words', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  for (let count = 0; count < 30; count += 1) await somebody.request('rate_summary');
  backend.clock.now += 1_500;
  const refused = await somebody.request('initial_prompt');
  expect(refused).toMatchObject({
    status: 429,
    body: { error_code: 429, message: expect.stringContaining('239') },
  });
  expect(refused.headers.get('retry-after')).toBe('239');
  backend.clock.now += 239_000;
  expect((await somebody.request('initial_prompt')).status).toBe(200);
});

test('a request without a type is counted for its person', async () => {
  const backend = await testBackend();
  const { user } = person(backend, 'a');
  for (let count = 0; count < 30; count += 1)
    await backend.call('POST', '/api/v1/tasks/', { body: { user } });
  expect((await backend.call('POST', '/api/v1/tasks/', { body: { user } })).status).toBe(429);
});

test('a task expires after two days, for answers and skips alike', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  const task = await somebody.take('initial_prompt');
  backend.clock.now += 2 * DAY;
  expect(await somebody.text(task.acked, 'Too late')).toMatchObject({
    status: 400,
    body: { error_code: 2101 },
  });
  expect(await somebody.nack(task.id)).toMatchObject({ status: 400, body: { error_code: 2101 } });
});

test('a message is kept to whoever writes its reply, for five minutes or until it is skipped', async () => {
  const backend = await testBackend();
  await growOne(backend);
  const [first, second, third] = ['f', 's', 't'].map((id) => person(backend, id));
  if (!first || !second || !third) throw new Error('nobody there');
  const task = await first.take('assistant_reply');
  expect((await second.request('assistant_reply')).status).toBe(503);
  await first.nack(task.id);
  await second.take('assistant_reply');
  expect((await third.request('assistant_reply')).status).toBe(503);
  backend.clock.now += 5 * MINUTE;
  await third.take('assistant_reply');
});

test('whoever skips a message is not given it again, and what was skipped may still be answered', async () => {
  const backend = await testBackend();
  await growOne(backend);
  const somebody = person(backend, 'f');
  const task = await somebody.take('assistant_reply');
  expect((await somebody.nack(task.id, 'no idea')).status).toBe(204);
  expect((await somebody.nack(task.id)).status).toBe(204);
  expect((await somebody.request('assistant_reply')).status).toBe(503);
  expect((await somebody.text(task.acked, 'On second thoughts, here it is.')).status).toBe(200);
});

test.each(['summarize_story', 'rate_summary', 'rank_initial_prompts', 'rank_assistant_replies'] as const)(
  'every %s that was skipped is offered to its person no more',
  async (type) => {
    const backend = await seeded();
    const somebody = person(backend, 'skipper');
    let offered = 0;
    while (((await somebody.availability())[type] ?? 0) > 0) {
      const task = await somebody.take(type);
      await somebody.nack(task.id);
      offered += 1;
    }
    expect(offered).toBeGreaterThan(2);
    expect((await somebody.request(type)).status).toBe(503);
    expect((await person(backend, 'another').request(type)).status).toBe(200);
  },
);

test('the request after an acceptance sees the tree that the lottery drew', async () => {
  const backend = await testBackend();
  await person(backend, 'author').complete('initial_prompt');
  for (const id of ['r1', 'r2', 'r3']) await person(backend, id).complete('label_initial_prompt');
  expect((await person(backend, 'eager').request('assistant_reply')).status).toBe(200);
});

test('an ack binds one id to one task', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  const task = await somebody.take('initial_prompt');
  const other = await somebody.request('initial_prompt');
  const ack = (id: unknown, message_id: string) =>
    backend.call('POST', `/api/v1/tasks/${id}/ack`, { body: { message_id } });
  expect((await ack(task.id, task.acked)).status).toBe(204);
  expect(await ack(task.id, freshId('m'))).toMatchObject({ status: 400, body: { error_code: 2103 } });
  expect(await ack(Reflect.get(Object(other.body), 'id'), task.acked)).toMatchObject({
    status: 400,
    body: { error_code: 1001 },
  });
  expect(await ack('00000000-0000-4000-8000-000000000000', 'x')).toMatchObject({
    status: 404,
    body: { error_code: 2100 },
  });
});

async function growOne(backend: Awaited<ReturnType<typeof testBackend>>) {
  await person(backend, 'author').complete('initial_prompt');
  for (const id of ['r1', 'r2', 'r3']) await person(backend, id).complete('label_initial_prompt');
}
