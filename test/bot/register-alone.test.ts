import { pino } from 'pino';
import { expect, test } from 'vitest';
import { registerAlone } from '../../src/bot/register-alone.ts';
import { takeLease } from '../../src/store/leases.ts';
import { testClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';

async function processes() {
  const db = await memoryDatabase();
  const clock = testClock();
  const registered: string[] = [];
  const register = (owner: string, work: () => Promise<string> = async () => 'registered') =>
    registerAlone({
      db,
      owner,
      clock,
      log: pino({ level: 'silent' }),
      async register() {
        registered.push(owner);
        return await work();
      },
    });
  return { db, clock, registered, register };
}

test('processes that start together make the commands known once, and whoever comes later looks again', async () => {
  const { registered, register } = await processes();
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = register('a', () => promise);
  await waitFor(() => registered.length === 1);
  expect((await register('b')).outcome).toBe('left to another process');
  resolve('registered');
  expect((await first).outcome).toBe('registered');
  expect((await register('c', async () => 'unchanged')).outcome).toBe('unchanged');
  expect(registered).toEqual(['a', 'c']);
});

test('what a process died over is done by one that is there', async () => {
  const { db, clock, registered, register } = await processes();
  await takeLease(db, { name: 'commands', owner: 'dead' }, clock.now(), clock.now() + 60_000);
  const { stop } = await register('b');
  expect(registered).toEqual([]);
  clock.advance(60_000);
  await waitFor(() => registered.length === 1);
  stop();
});

test('one that has stopped waits for nobody', async () => {
  const { db, clock, registered, register } = await processes();
  await takeLease(db, { name: 'commands', owner: 'other' }, clock.now(), clock.now() + 60_000);
  (await register('b')).stop();
  expect(clock.next()).toBeUndefined();
  expect(registered).toEqual([]);
});

test('one that is stopped while it looks again waits for nobody either', async () => {
  const { db, clock, registered, register } = await processes();
  await takeLease(db, { name: 'commands', owner: 'other' }, clock.now(), clock.now() + 180_000);
  const { stop } = await register('b');
  clock.advance(60_000); // it asks for the lease, which is still the other's
  stop();
  await db.selectFrom('leases').select('name').execute(); // the database takes one question after the other
  await new Promise((resolve) => setImmediate(resolve));
  expect(clock.next()).toBeUndefined();
  expect(registered).toEqual([]);
});

test('a fault in it is told, and keeps nobody from trying again', async () => {
  const { register } = await processes();
  await expect(register('a', () => Promise.reject(new Error('401')))).rejects.toThrow('401');
  expect((await register('b')).outcome).toBe('registered');
});
