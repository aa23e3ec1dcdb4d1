import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { forgetFull } from '../../src/store/quotas.ts';
import { quotaOf } from '../../src/tasks/quota.ts';
import { testClock } from '../support/clock.ts';
import { databases } from '../support/database.ts';
import { postgresMissing } from '../support/postgres.ts';

const rate = { most: 5, perMs: 50_000 };

const postgres = databases.find(({ name }) => name === 'PostgreSQL');

describe.skipIf(postgresMissing)('a quota on PostgreSQL', () => {
  async function two() {
    if (!postgres) throw new TypeError('There is no PostgreSQL');
    const db = await postgres.open();
    const clock = testClock();
    const process = () => quotaOf(db, 'tasks', () => rate, clock);
    return {
      db,
      clock,
      one: process(),
      other: process(),
      reports: quotaOf(db, 'reports', () => rate, clock),
    };
  }

  test('is one for all processes', async () => {
    const { clock, one, other } = await two();
    const asked = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => (n % 2 === 0 ? one : other).take('ada')));
    expect(asked.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 10_000]);
    clock.advance(9_999);
    expect(await one.take('ada')).toBe(1);
    clock.advance(1);
    expect(await other.take('ada')).toBe(0);
    expect(await one.take('ada')).toBe(10_000);
  });

  test('is of one person and of one matter', async () => {
    const { one, other, reports } = await two();
    for (let times = 0; times < 9; times += 1) await one.take('ada');
    expect(await other.take('ben')).toBe(0);
    expect(await reports.take('ada')).toBe(0);
    expect(await other.take('ada')).toBe(10_000);
  });

  test('locks nobody out when the clock is set back by days', async () => {
    const { clock, one } = await two();
    clock.advance(5 * 86_400_000);
    for (let times = 0; times < 5; times += 1) await one.take('ada');
    clock.advance(-5 * 86_400_000);
    expect(await one.take('ada')).toBe(10_000);
  });

  test('leaves no row once it is full again', async () => {
    const { db, clock, one } = await two();
    await one.take('ada');
    clock.advance(5_000);
    await one.take('ben');
    clock.advance(5_000);
    await forgetFull(db, clock.now());
    const left = await db.selectFrom('quotas').select('person_id').execute();
    expect(left).toEqual([{ person_id: 'ben' }]);
  });

  test('costs no write to the log of the server', async () => {
    const { db } = await two();
    const { rows } = await sql`select relpersistence from pg_class where relname = 'quotas'`.execute(db);
    expect(rows).toEqual([{ relpersistence: 'u' }]);
  });
});
