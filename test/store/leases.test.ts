import { describe, expect, test } from 'vitest';
import { endLease, keepLease, takeLease } from '../../src/store/leases.ts';
import { databases } from '../support/database.ts';
import { NOW } from '../support/stored.ts';

describe.each(databases)('a lease on $name', ({ open }) => {
  const of = (owner: string, name = 'counting') => ({ owner, name });

  test('is had by one of many who ask at once', async () => {
    const db = await open();
    const asked = Array.from({ length: 10 }, (_, index) => takeLease(db, of(`p${index}`), NOW, NOW + 100));
    const taken = (await Promise.all(asked)).filter((lease) => lease !== undefined);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ name: 'counting', fence: 1 });
  });

  test('is kept from others until its time is over, and prolonged by its owner under the same fence', async () => {
    const db = await open();
    await takeLease(db, of('a'), NOW, NOW + 100);
    expect(await takeLease(db, of('b'), NOW + 99, NOW + 500)).toBeUndefined();
    expect(await takeLease(db, of('a'), NOW + 99, NOW + 200)).toMatchObject({ fence: 1 });
    expect(await takeLease(db, of('b'), NOW + 100, NOW + 500)).toBeUndefined();
    expect(await takeLease(db, of('b'), NOW + 200, NOW + 500)).toMatchObject({ owner: 'b', fence: 2 });
    expect(await takeLease(db, of('a', 'another'), NOW + 200, NOW + 500)).toMatchObject({ fence: 1 });
  });

  test('that was overtaken can neither be kept nor given back', async () => {
    const db = await open();
    const first = await takeLease(db, of('a'), NOW, NOW + 100);
    const second = await takeLease(db, of('b'), NOW + 100, NOW + 200);
    if (!first || !second) expect.unreachable();
    expect(await keepLease(db, first, NOW + 900)).toBe(false);
    await endLease(db, first);
    expect(await takeLease(db, of('c'), NOW + 150, NOW + 300)).toBeUndefined();
    expect(await keepLease(db, second, NOW + 300)).toBe(true);
    await endLease(db, second);
    expect(await takeLease(db, of('c'), NOW + 150, NOW + 300)).toMatchObject({ fence: 3 });
  });

  test('from a wrong clock, far in the future, is free', async () => {
    const db = await open();
    const days = 24 * 60 * 60_000;
    await takeLease(db, of('a'), NOW + 30 * days, NOW + 31 * days);
    expect(await takeLease(db, of('b'), NOW, NOW + 100)).toMatchObject({ owner: 'b', fence: 2 });
  });
});
