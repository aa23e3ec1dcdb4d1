import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TaskRequestType, taskTypes } from '../../src/oasst/protocol.ts';
import { ms, table, whole } from '../support/table.ts';
import { createStopwatch, type Timing } from '../support/timing.ts';
import { languages } from './collection.ts';
import { crowd } from './crowd.ts';
import { jobTable, timeJobs } from './jobs.ts';
import { describePlans } from './plans.ts';
import { prepare } from './prepare.ts';
import { viewAll } from './views.ts';

const WARM_UP = 300;
const MIXED = 2_000;
const EACH = 200;
const HOT_QUERIES = 20;

/** Tasks asked for, acked and answered on collections of several sizes, with the plans of what takes longest. */
export async function backend({ sizes }: { sizes: readonly number[] }): Promise<void> {
  const results = new Map<number, Map<string, Timing>>();
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      results.set(size, await measure(folder, size, size === sizes.at(-1)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  process.stdout.write(comparison(results));
}

async function measure(folder: string, size: number, showPlans: boolean) {
  const prepared = await prepare(folder, size);
  const { call, noted, people, built, database, db, close } = prepared;
  process.stdout.write(`${whole(built.messages)} messages built in ${ms(built.ms)}\n`);
  const watch = createStopwatch();
  const langs = languages.map(([lang]) => lang);
  const { work, skip } = crowd(call, watch, { people, langs });
  for (let turn = 0; turn < WARM_UP; turn += 1) await work('random');
  watch.reset();
  for (let turn = 0; turn < MIXED; turn += 1) await work('random');
  for (const type of asked) for (let turn = 0; turn < EACH; turn += 1) await skip(type);
  process.stdout.write(
    `\nJobs beside the requests, at ${whole(built.messages)} messages, and how long each holds the event loop:\n\n`,
  );
  process.stdout.write(`${jobTable(await timeJobs(db))}\n`);
  await viewAll({ ...prepared, langs }, watch); // after the jobs, which count what is shown
  const timings = watch.timings();
  if (showPlans) {
    const others = crowd(noted.call, createStopwatch(), { people, langs, name: 'noted' });
    for (let turn = 0; turn < EACH; turn += 1) await others.work('random');
    await viewAll({ ...prepared, ...noted, langs }, createStopwatch());
    process.stdout.write(`\nThe statements that took longest, at ${whole(built.messages)} messages:\n\n`);
    process.stdout.write(describePlans(database, noted.log.hottest(HOT_QUERIES)));
  }
  await close();
  return timings;
}

const asked: readonly TaskRequestType[] = taskTypes.filter((type) => !/summar/.test(type));

function comparison(results: ReadonlyMap<number, ReadonlyMap<string, Timing>>) {
  const sizes = [...results.keys()];
  const names = [...new Set([...results.values()].flatMap((timings) => [...timings.keys()]))];
  const head = [
    'one at a time',
    ...sizes.flatMap((size) => [`${whole(size)}: /s`, 'p50', 'p99', 'cpu']),
    'growth',
  ];
  const rows = names.map((name) => {
    const timings = sizes.map((size) => results.get(size)?.get(name));
    const cells = timings.flatMap((timing) => (timing ? cellsOf(timing) : ['–', '–', '–', '–']));
    const [first, last] = [timings.at(0), timings.at(-1)];
    return [name, ...cells, first && last ? `× ${(last.p50 / first.p50).toFixed(2)}` : '–'];
  });
  return `\n${table(head, rows)}\ncpu: the mean of the processor’s time alone, which other programs disturb less\ngrowth: p50 at the largest size over p50 at the smallest\n`;
}

function cellsOf({ perSecond, p50, p99, cpu }: Timing) {
  return [whole(perSecond), ms(p50), ms(p99), ms(cpu)];
}
