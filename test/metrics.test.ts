import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { countInteractions, measureBackend, watchBacklog, watchConnection } from '../src/bot-metrics.ts';
import { memoryDatabase } from './support/database.ts';
import { NOW, queue, settleHead } from './support/stored.ts';

test('how many answers wait and for how long is as the database says when it is asked', async () => {
  const db = await memoryDatabase();
  const registry = new Registry();
  watchBacklog(registry, db, () => NOW + 90_000);
  const figures = async () =>
    (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(await figures()).toEqual(['bot_undelivered_oldest_seconds 0', 'bot_undelivered_answers 0']);
  await queue(db, 'one', { kind: 'ack' }, { kind: 'answer' });
  expect(await figures()).toEqual(['bot_undelivered_oldest_seconds 90', 'bot_undelivered_answers 1']);
  for (const _ of [1, 2]) await settleHead(db, 'one');
  expect(await figures()).toEqual(['bot_undelivered_oldest_seconds 0', 'bot_undelivered_answers 0']);
  await db.destroy();
});

test('the first answer and the whole one are measured apart, and one that never came not as quick', async () => {
  const registry = new Registry();
  const { answered } = countInteractions(registry);
  answered({ name: 'task', ms: 4_000, firstMs: 600, outcome: 'answered' });
  answered({ name: 'task', ms: 3_000, firstMs: undefined, outcome: 'unseen' });
  const text = await registry.metrics();
  expect(text).toContain('bot_first_response_seconds_count 1');
  expect(text).toContain('bot_first_response_seconds_bucket{le="1"} 1');
  expect(text).toContain('bot_interaction_seconds_count{name="task"} 2');
});

test('calls to the backend are measured by endpoint, without ids, those without an answer too', async () => {
  const registry = new Registry();
  const replies = [() => new Response(null, { status: 204 }), () => Promise.reject(new Error('away'))];
  const fetch = measureBackend(registry, async () => (await replies.shift()?.()) ?? Response.error());
  const url = 'http://backend.test/base/api/v1/tasks/0191d0a1-7b5c-7c3e-9f4e-0a1b2c3d4e5f/ack';
  await fetch(url, { method: 'POST' });
  await expect(fetch(new Request(url))).rejects.toThrow('away');
  const text = await registry.metrics();
  expect(text).toContain('bot_backend_call_seconds_count{endpoint="/tasks/:id/ack",status="204"} 1');
  expect(text).toContain('bot_backend_call_seconds_count{endpoint="/tasks/:id/ack",status="0"} 1');
});

test('no call to the backend makes figures of its own for whom or what it is about', async () => {
  const registry = new Registry();
  const fetch = measureBackend(registry, async () => new Response(null, { status: 204 }));
  const backend = 'http://backend.test/api/v1';
  for (const id of ['80351110224678912', '80351110224678913']) {
    await fetch(`${backend}/frontend_users/discord/${id}`);
    await fetch(`${backend}/extensions/personal-data/discord/${id}/messages`);
    await fetch(`${backend}/frontend_messages/${id}?person=${id}`);
  }
  await fetch(`${backend}/leaderboards/day`);
  const text = await registry.metrics();
  const counts = text.split('\n').filter((line) => line.startsWith('bot_backend_call_seconds_count'));
  expect(counts).toEqual([
    'bot_backend_call_seconds_count{endpoint="/frontend_users/discord/:id",status="204"} 2',
    'bot_backend_call_seconds_count{endpoint="/extensions/personal-data/discord/:id/messages",status="204"} 2',
    'bot_backend_call_seconds_count{endpoint="/frontend_messages/:id",status="204"} 2',
    'bot_backend_call_seconds_count{endpoint="/leaderboards/day",status="204"} 1',
  ]);
});

test('whether interactions can come is asked at the time', async () => {
  const registry = new Registry();
  const state = { isUp: false };
  watchConnection(registry, () => state.isUp);
  expect(await registry.metrics()).toContain('bot_connected 0');
  state.isUp = true;
  expect(await registry.metrics()).toContain('bot_connected 1');
});
