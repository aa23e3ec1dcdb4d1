import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../sandbox/driver/person.ts';
import { systemClock } from '../src/clock.ts';
import { botWithBackend, type House } from '../test/support/embedded.ts';
import { seededRandom } from '../test/support/random.ts';
import { timeJobs } from './backend/jobs.ts';
import { prepare } from './backend/prepare.ts';
import { ms, table, whole } from './support/table.ts';
import { createStopwatch } from './support/timing.ts';

const PEOPLE = 20;
const EACH = 100;
const WARM_UP = 3;

type Asked = { name: string; options?: Readonly<Record<string, string>>; calls: number };

/** What a contributor may ask for without being given a task, and how many calls answer it: a picture comes after a word. */
const commands: readonly Asked[] = [
  { name: 'me', calls: 1 },
  { name: 'leaderboard', calls: 1 },
  { name: 'leaderboard', options: { language: 'de' }, calls: 1 },
  { name: 'privacy', calls: 1 },
  { name: 'available', calls: 1 },
  { name: 'progress', calls: 2 },
  { name: 'help', calls: 1 },
  { name: 'drafts', calls: 1 },
];

/**
 * What contributors look at, on a collection of the largest size: until they see the answer, through the sandbox's Discord
 * and the embedded backend, all in one process, one after the other. Rejects when an answer took other calls than it should.
 */
export async function contributors({ sizes }: { sizes: readonly number[] }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const messages = await build(folder, sizes.at(-1) ?? 0);
    const house = await botWithBackend({ dataDir: folder, clock: systemClock, random: seededRandom(1) });
    try {
      const rows = await measure(house);
      const [load = 0] = loadavg();
      const machine = `${availableParallelism()} cores, load at the end ${load.toFixed(1)}`;
      process.stdout.write(
        `${whole(messages)} messages, ${PEOPLE} people, ${EACH} times each; ${machine}\n\n`,
      );
      process.stdout.write(table(['', 'calls', 'p50', 'p99', 'processor', 'the first'], rows));
      process.stdout.write('the first counts anew what is kept for a minute, and draws the picture\n');
    } finally {
      await house.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Builds a collection whose scores are counted, and gives its size. */
async function build(folder: string, size: number): Promise<number> {
  const { built, db, close } = await prepare(folder, size);
  await timeJobs(db);
  await close();
  return built.messages;
}

async function measure(house: House): Promise<string[][]> {
  const people: Person[] = [];
  for (let index = 0; index < PEOPLE; index += 1) people.push(await busyPerson(house, index));
  const rows: string[][] = [];
  for (const asked of commands) rows.push(await measureOne(house, people, asked));
  return rows;
}

/** A contributor who is one of those who gave most, by their place among them. */
export async function busyPerson(house: House, index: number): Promise<Person> {
  const person = house.sandbox.person(`Contributor ${index}`);
  await house.db
    .updateTable('backend_users')
    .set({ username: person.id })
    .where('username', '=', String(100_000 + index))
    .executeTakeFirstOrThrow();
  return await house.contributor(person.name);
}

async function measureOne(
  { sandbox }: House,
  people: readonly Person[],
  { name, options, calls }: Asked,
): Promise<string[]> {
  const shown = [`/${name}`, ...Object.values(options ?? {})].join(' ');
  const watch = createStopwatch();
  const ask = async (turn: number, as: string) => {
    const person = people[turn % people.length];
    if (!person) throw new TypeError('there is nobody');
    const mark = sandbox.requests.mark();
    await watch.time(as, async () => {
      await person.command(name, options);
      if (calls > 1) await person.until(() => !person.last().thinking);
    });
    const made = sandbox.requests.since(mark).length;
    if (made !== calls) throw new Error(`${shown} took ${made} calls to Discord`);
    await person.dismiss();
  };
  await ask(0, 'first');
  for (let turn = 0; turn < WARM_UP; turn += 1) await ask(turn, 'warm-up');
  for (let turn = 0; turn < EACH; turn += 1) await ask(turn, 'measured');
  const timings = watch.timings();
  const measured = timings.get('measured');
  const figures = [measured?.p50, measured?.p99, measured?.cpu, timings.get('first')?.p50];
  return [shown, whole(calls), ...figures.map((figure = Number.NaN) => ms(figure))];
}
