import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { watchBacklog } from '../src/bot-metrics.ts';
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
