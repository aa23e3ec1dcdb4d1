import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeLease } from '../../src/store/leases.ts';
import { leaseHead } from '../../src/store/outbox.ts';
import { LEASE_MS } from '../../src/store/outbox-delivery.ts';
import { clockBy, serverTime, sharedClock } from '../../src/store/shared-clock.ts';
import { testClock } from '../support/clock.ts';
import { databases } from '../support/database.ts';
import { queue } from '../support/stored.ts';

const MINUTE = 60_000;
const SERVER = Date.parse('2026-03-01T12:30:00Z');

/** Two machines whose clocks are ten minutes apart, and by what a server says, which is where both are. */
async function apart() {
  const [early, late] = [testClock(), testClock()];
  late.advance(10 * MINUTE);
  const told: number[] = [];
  const by = (own: typeof early) =>
    clockBy(
      async () => SERVER,
      own,
      (ms) => told.push(ms),
    );
  return { early, late, one: await by(early), other: await by(late), told };
}

describe.each(databases)('processes whose clocks are ten minutes apart, on $name', ({ name, open }) => {
  test('do not take from each other what one of them has, going by the time of the server', async () => {
    const db = await open();
    const { early, late, one, other, told } = await apart();
    expect([one.now(), other.now()]).toEqual([SERVER, SERVER]);
    expect(told).toEqual([30 * MINUTE, 20 * MINUTE]);
    const take = async (owner: string, lease: string, now: number) =>
      await takeLease(db, { name: lease, owner }, now, now + LEASE_MS);
    expect(await take('a', 'theirs', early.now())).toBeDefined();
    expect(await take('b', 'theirs', late.now())).toBeDefined(); // by their own clocks, both have it
    expect(await take('a', 'shared', one.now())).toBeDefined();
    expect(await take('b', 'shared', other.now())).toBeUndefined();
  });

  test('do not bring an answer there twice at once', async () => {
    const db = await open();
    const { early, late, one, other } = await apart();
    const head = (key: string, now: number) => leaseHead(db, key, now, now + LEASE_MS, ['ack', 'answer']);
    await queue(db, 'theirs', { kind: 'answer' });
    await queue(db, 'shared', { kind: 'answer' });
    expect(await head('theirs', early.now())).toBeDefined();
    expect(await head('theirs', late.now())).toBeDefined(); // while the first is at it
    expect(await head('shared', one.now())).toBeDefined();
    expect(await head('shared', other.now())).toBeUndefined();
  });

  test('ask PostgreSQL what time it is, and nobody else', async () => {
    const db = await open();
    const own = testClock();
    const clock = await sharedClock(db, own, () => {});
    onTestFinished(() => clock.stop());
    if (name === 'SQLite') {
      expect([clock.now(), own.next()]).toEqual([own.now(), undefined]);
      return;
    }
    const read = async () => {
      const { rows } = await sql<{
        now: string;
      }>`select extract(epoch from clock_timestamp()) * 1000 as now`.execute(db);
      return Number(rows[0]?.now);
    };
    const [before, now, after] = [await read(), await serverTime(db), await read()];
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(after);
    expect(clock.now()).toBeLessThanOrEqual(Math.ceil(before));
    expect(clock.now()).toBeGreaterThan(own.now());
  });
});

test('a clock that is set while a process runs is noticed, a small difference and a server that is away change nothing', async () => {
  const own = testClock();
  const told: number[] = [];
  let time = async () => own.now() + 900;
  const clock = await clockBy(
    () => time(),
    own,
    (ms) => told.push(ms),
  );
  const pass = async () => {
    own.advance(5 * MINUTE);
    await new Promise(setImmediate); // what was asked is answered
    expect(own.next()).toBe(5 * MINUTE);
  };
  expect(clock.now()).toBe(own.now());
  time = async () => own.now() - 2 * MINUTE;
  await pass();
  expect(clock.now()).toBe(own.now() - 2 * MINUTE);
  time = () => Promise.reject(new Error('away'));
  await pass();
  expect(clock.now()).toBe(own.now() - 2 * MINUTE);
  expect(told).toEqual([-2 * MINUTE]);
  clock.stop();
  expect(own.next()).toBeUndefined();
});
