import { openBackend } from '../../src/backend/backend.ts';
import type { Db } from '../../src/backend/db.ts';
import type { Clock } from '../../src/clock.ts';
import { type Holds, holdsOf } from '../support/holds.ts';
import { ms, table } from '../support/table.ts';

/** What a job of the backend costs the requests that come meanwhile. */
export type JobTiming = Holds & { name: string };

/** In the order in which the scheduler has them. */
const names = [
  'clean-up',
  ...['day', 'week', 'month', 'all time'].map((frame) => `standings of ${frame}`),
  'statistics',
  'campaigns',
  'bands of texts',
  'first places',
  'settings',
];

/** Runs everything once that the backend does beside requests; those that are due at the same time, one by one. */
export async function timeJobs(db: Db): Promise<JobTiming[]> {
  const due: { ms: number; work: () => void }[] = [];
  const clock: Clock = {
    now: Date.now,
    after(after, work) {
      due.push({ ms: after, work });
      return { cancel() {} };
    },
  };
  const log = { error: fail };
  const { scheduler } = await openBackend({ db, clock, random: Math.random, keys: [], log });
  const timings = [{ name: 'start', ...(await holdsOf(() => scheduler.idle())) }];
  if (due.length !== names.length) throw new Error(`there are ${due.length} jobs`);
  for (const [index, { ms: after, work }] of due.splice(0).entries()) {
    const holds = await holdsOf(() => {
      work();
      return scheduler.idle();
    });
    timings.push({ name: `${names[index]}, every ${every(after)}`, ...holds });
  }
  await scheduler.stop();
  return timings;
}

function every(ms: number) {
  return ms < 60_000 ? `${ms / 1_000} s` : `${ms / 60_000} min`;
}

/** What is counted is how long a request may have to wait for its turn. */
export function jobTable(timings: readonly JobTiming[]): string {
  const rows = timings.map(({ name, total, longest, p99 }) => [name, ms(total), ms(p99), ms(longest)]);
  return table(['job', 'total', 'held: p99', 'longest'], rows);
}

function fail(details: object, message: string): never {
  throw new Error(`${message} ${JSON.stringify(details)}`);
}
