import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { buildTo } from '../../deploy/build.ts';
import type { Person } from '../../sandbox/driver/person.ts';
import { UsageError } from '../../src/command-line.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import { contributor } from '../bot/flow.ts';
import { inFreshDatabase } from '../support/fresh-postgres.ts';
import { type Crowded, crowd } from './crowd.ts';
import { type Replicas, startReplicas } from './replicas.ts';
import { limitOf, type Round, tableOf } from './round.ts';
import { watchedServer } from './server-watch.ts';
import { problemsIn } from './verify.ts';

const COUNTS = [1, 2, 4];
const PEOPLE = 20;
const WARM_UP = 2 * PEOPLE;
const TASKS = 300;
const DELIVERED_WITHIN_MS = 30_000;

const built = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'bench');

/**
 * What one, two and four processes of the bot, as it is built, get done on one PostgreSQL database as replicas that take
 * web requests, each with the embedded backend, and what limits them. Rejects when anything was lost, doubled or not
 * really done, and when no server is named.
 * @throws UsageError
 */
export async function processes({ database }: { database?: string | undefined }): Promise<void> {
  const server = database ?? process.env.TEST_DATABASE_URL;
  if (!server)
    throw new UsageError(
      'The benchmark of processes needs a PostgreSQL server on which it may create databases: --database postgres://…, or TEST_DATABASE_URL.',
    );
  await buildTo(built);
  const rounds: Round[] = [];
  for (const count of COUNTS) rounds.push(await inFreshDatabase(server, (url) => roundOf(count, url)));
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  const machine = `${cores} cores, load at the end ${load.toFixed(1)}`;
  process.stdout.write(`${TASKS} tasks each, by ${PEOPLE} people at once; ${machine}\n\n`);
  process.stdout.write(`${tableOf(rounds)}\n`);
  for (const round of rounds) process.stdout.write(`${limitOf(round, cores)}\n`);
}

async function roundOf(count: number, url: string): Promise<Round> {
  const replicas = await startReplicas(join(built, 'bot.mjs'), count, url);
  const db = connectPostgres(url, () => {});
  try {
    return await measured(replicas, count, url, db);
  } finally {
    await db.destroy();
    await replicas.stop();
  }
}

async function measured(replicas: Replicas, count: number, url: string, db: Kysely<Schema>): Promise<Round> {
  const { sandbox } = replicas;
  const people: Person[] = [];
  for (let index = 0; index < PEOPLE; index += 1) people.push(await contributor(replicas, `Person ${index}`));
  const mark = sandbox.requests.mark();
  const warmUp = await crowd(people, 0, WARM_UP);
  const before = { bots: await replicas.cpuMs(), driver: process.cpuUsage(), idleMs: idleMs() };
  const { done, load } = await watchedServer(url, () => crowd(people, WARM_UP, TASKS));
  const bots = (await replicas.cpuMs()) - before.bots;
  const { user, system } = process.cpuUsage(before.driver);
  const idle = idleMs() - before.idleMs;
  await nothingWaits(db);
  const written = [...warmUp.written, ...done.written];
  const inTime = warmUp.firstResponses.length + done.firstResponses.length;
  const problems = await problemsIn(db, sandbox.requests.since(mark), written, inTime);
  if (problems.length > 0) throw new Error(`With ${count} processes:\n${problems.join('\n')}`);
  const { totalMs } = done;
  return {
    processes: count,
    tasksPerSecond: (TASKS * 1_000) / totalMs,
    p50: at(done, 0.5),
    p99: at(done, 0.99),
    late: done.late,
    bots: bots / totalMs,
    server: load.cpuMs === undefined ? undefined : load.cpuMs / totalMs,
    driver: (user + system) / 1_000 / totalMs,
    machine: availableParallelism() - idle / totalMs,
    sessions: load.sessions,
  };
}

function at({ firstResponses }: Crowded, share: number): number {
  const sorted = firstResponses.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** For how long all cores together have had nothing to do since the machine was started, in ms. */
function idleMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0);
}

async function nothingWaits(db: Kysely<Schema>): Promise<void> {
  const waiting = db.selectFrom('outbox').select('id').where('state', '=', 'waiting').limit(1);
  const last = performance.now() + DELIVERED_WITHIN_MS;
  while (performance.now() < last && (await waiting.execute()).length > 0) await pause(50);
}
