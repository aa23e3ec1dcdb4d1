import { expect, test } from 'vitest';
import { sharedIdentify } from '../../src/discord/gateway/shared-identify.ts';
import { takeLease } from '../../src/store/leases.ts';
import { testClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';

async function processes(maxConcurrency: number) {
  const db = await memoryDatabase();
  const clock = testClock();
  const begun: [shard: number, at: number][] = [];
  const start = clock.now();
  const take = async (name: string, ms: number) => {
    const lease = { name, owner: crypto.randomUUID() };
    return (await takeLease(db, lease, clock.now(), clock.now() + ms)) !== undefined;
  };
  /** A session in a process of its own. */
  const identify = async (shard: number, signal = new AbortController().signal) => {
    await sharedIdentify({ take, maxConcurrency, clock }).waitForIdentify(shard, signal);
    begun.push([shard, clock.now() - start]);
  };
  return { clock, begun, identify };
}

test('sessions of all processes begin six seconds apart, so that Discord sees five however long each is on its way', async () => {
  const { clock, begun, identify } = await processes(1);
  const all = [0, 1, 2].map((shard) => identify(shard));
  for (let count = 1; count <= 3; count += 1) {
    await waitFor(() => begun.length === count && (count === 3 || clock.next() !== undefined));
    while (begun.length === count && count < 3) {
      clock.advance(500);
      await new Promise(setImmediate);
    }
  }
  await Promise.all(all);
  const times = begun.map(([, at]) => at);
  expect(times.map((at, index) => at - (times[index - 1] ?? at - 6_000) >= 6_000)).toEqual([
    true,
    true,
    true,
  ]);
});

test('with a concurrency of two, shards of different remainders do not wait for each other', async () => {
  const { begun, identify } = await processes(2);
  await Promise.all([identify(0), identify(1)]);
  expect(begun.map(([, at]) => at)).toEqual([0, 0]);
});

test('one that is called off ends its waiting', async () => {
  const { identify, clock } = await processes(1);
  await identify(0);
  const abort = new AbortController();
  const waiting = identify(0, abort.signal);
  await waitFor(() => clock.next() !== undefined);
  abort.abort(new Error('the process ends'));
  await expect(waiting).rejects.toThrow('the process ends');
});
