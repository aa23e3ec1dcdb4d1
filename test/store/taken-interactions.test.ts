import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { interactionTaker } from '../../src/store/taken-interactions.ts';
import { testClock } from '../support/clock.ts';
import { databases } from '../support/database.ts';
import { statementsOf } from '../support/statements.ts';

const MINUTE_MS = 60_000;

/** The id of something made at this moment. */
const madeAt = (time: number, count = 0) => String((BigInt(time - 1_420_070_400_000) << 22n) + BigInt(count));

describe.each(databases)('interactions that many processes hear of, on $name', ({ open, name }) => {
  test('are each taken by one', async () => {
    const db = await open();
    const clock = testClock();
    const processes = Array.from({ length: 4 }, () => interactionTaker(db, clock));
    const ids = Array.from({ length: 50 }, (_, index) => madeAt(clock.now(), index));
    const taken = await Promise.all(ids.map((id) => Promise.all(processes.map((take) => take(id)))));
    expect(taken.map((by) => by.filter(Boolean).length)).toEqual(ids.map(() => 1));
  });

  test('are taken once by one that hears of them twice', async () => {
    const take = interactionTaker(await open(), testClock());
    expect(await Promise.all([take('77'), take('77')])).toEqual([true, false]);
    expect(await take('77')).toBe(false);
  });

  test('are forgotten minutes after they were made', async () => {
    const db = await open();
    const clock = testClock();
    const take = interactionTaker(db, clock);
    const old = madeAt(clock.now());
    await take(old);
    clock.advance(4 * MINUTE_MS);
    await take(madeAt(clock.now()));
    expect(await take(old)).toBe(false);
    clock.advance(2 * MINUTE_MS);
    await take(madeAt(clock.now()));
    const left = sql<{ rest: number }>`select count(*) as rest from taken_interactions`;
    await expect.poll(async () => Number((await left.execute(db)).rows[0]?.rest)).toBe(2); // nobody waits for that
  });

  test.runIf(name === 'SQLite')('that come together are asked for together', async () => {
    const take = interactionTaker(await open(), testClock());
    const seen = await statementsOf(async () => {
      await Promise.all(Array.from({ length: 500 }, (_, index) => take(String(1_000 + index))));
    });
    expect(seen).toHaveLength(1);
  });
});

test('a database that fails is told of, and asked again for the next one', async () => {
  const db = await databases[0]?.open();
  if (!db) expect.unreachable();
  const take = interactionTaker(db, testClock());
  await sql`alter table taken_interactions rename to aside`.execute(db);
  await expect(take('77')).rejects.toThrow('taken_interactions');
  await sql`alter table aside rename to taken_interactions`.execute(db);
  expect(await take('78')).toBe(true);
});
