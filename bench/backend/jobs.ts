import { openBackend } from '../../src/backend/backend.ts';
import type { Db } from '../../src/backend/context.ts';
import type { Clock } from '../../src/clock.ts';
import type { Stopwatch } from '../support/timing.ts';

/** Runs everything once that the backend does beside requests, which wait meanwhile, and times each job. */
export async function timeJobs(db: Db, watch: Stopwatch): Promise<void> {
  const due: { ms: number; work: () => void }[] = [];
  const clock: Clock = {
    now: Date.now,
    after(ms, work) {
      due.push({ ms, work });
      return { cancel() {} };
    },
  };
  const log = { error: fail };
  const { house } = openBackend({ db, clock, random: Math.random, keys: [], log });
  await watch.time('job: start', () => house.idle());
  for (const { ms, work } of due.splice(0))
    await watch.time(`job: every ${ms / 60_000} min`, () => {
      work();
      return house.idle();
    });
  await house.stop();
}

function fail(details: object, message: string): never {
  throw new Error(`${message} ${JSON.stringify(details)}`);
}
