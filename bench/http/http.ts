import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildTo } from '../../deploy/build.ts';
import { snowflakes } from '../../sandbox/snowflake.ts';
import { createSigning } from '../../sandbox/world/signing.ts';
import { openDatabase } from '../../src/store/database.ts';
import { textProblems } from '../processes/verify.ts';
import { MALLOC_ARENA_MAX, type Probed, portOnceReady, startProbed } from '../support/probed.ts';
import { writeEndlessRules } from '../support/rules.ts';
import { table, whole } from '../support/table.ts';
import { startDiscord } from './discord.ts';
import { type Brought, type Crowd, crowdOf } from './load.ts';

const PEOPLE = 300;
const LOOK_EVERY_MS = 1_000;
/** How much of the rate that was asked for counts as reached. */
const REACHED = 0.98;
const DELIVERED_WITHIN_MS = 30_000;

const built = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'bench');

/**
 * So many signed interactions a second, for so many seconds, to one process of the bot as it is built, with the embedded
 * backend on SQLite: whole writing tasks, by people in this process, which is Discord as well. Rejects when one was not
 * answered, when the rate was not reached, or when a text is lost, doubled or somebody else's.
 */
export async function http({ rate, seconds }: { rate: number; seconds: number }): Promise<void> {
  await buildTo(built);
  const applicationId = snowflakes(Date.now)();
  const signing = createSigning();
  const crowd = crowdOf(PEOPLE, applicationId, signing);
  const discord = await startDiscord({ applicationId, publicKey: signing.publicKey, ...crowd });
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeEndlessRules(dataDir);
  const program = startProbed(join(built, 'bot.mjs'), dataDir, {
    DISCORD_TOKEN: `${Buffer.from(applicationId).toString('base64url')}.bench.token`,
    DISCORD_API_URL: discord.url,
    DISCORD_PUBLIC_KEY: signing.publicKey,
    DATA_DIR: dataDir,
    PORT: '0',
  });
  try {
    const at = `http://127.0.0.1:${await portOnceReady(program)}`;
    const first = await crowd.settleIn(at);
    const measured = await measure(program, () => crowd.bring(at, rate, seconds));
    await allPromisesKept(crowd);
    await program.stop();
    tell(measured, rate, seconds);
    const problems = [...problemsOf(measured.brought, crowd, rate), ...problemsOf(first, crowd, 0)];
    problems.push(...(await lostIn(dataDir, crowd)));
    if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
  } finally {
    await program.stop();
    await discord.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Measured = { brought: Brought; peakMb: number; botMs: number; driverMs: number };

async function measure(program: Probed, work: () => Promise<Brought>): Promise<Measured> {
  const before = { bot: await program.usage(), driver: process.cpuUsage() };
  let peakMb = before.bot.rssMb;
  const state = { isOver: false };
  const working = work().finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    await Promise.race([working, pause(LOOK_EVERY_MS)]);
    peakMb = Math.max(peakMb, (await program.usage()).rssMb);
  }
  const { user, system } = process.cpuUsage(before.driver);
  const botMs = (await program.usage()).cpuMs - before.bot.cpuMs;
  return { brought: await working, peakMb, botMs, driverMs: (user + system) / 1_000 };
}

function tell({ brought, peakMb, botMs, driverMs }: Measured, rate: number, seconds: number): void {
  const { answered, unanswered, totalMs } = brought;
  const sorted = answered.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const [load = 0] = loadavg();
  const count = answered.length + unanswered.length;
  process.stdout.write(
    `${rate} a second for ${seconds} s, by ${PEOPLE} people; ${availableParallelism()} cores, load at the end ${load.toFixed(1)}\n\n`,
  );
  const rows: [string, string][] = [
    ['interactions', whole(count)],
    ['a second', whole((count * 1_000) / totalMs)],
    ['p50, ms', at(0.5).toFixed(1)],
    ['p99, ms', at(0.99).toFixed(1)],
    ['max, ms', at(1).toFixed(1)],
    ['late or unanswered', whole(unanswered.length)],
    [`memory at most (MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX}), MB`, whole(peakMb)],
    ['bot: processor ms each', (botMs / count).toFixed(2)],
    ['bot: cores', (botMs / totalMs).toFixed(2)],
    ['driver: cores', (driverMs / totalMs).toFixed(2)],
  ];
  process.stdout.write(`${table(['', ''], rows)}\n`);
}

function problemsOf({ answered, unanswered, totalMs }: Brought, { people }: Crowd, rate: number): string[] {
  const reached = (answered.length * 1_000) / totalMs;
  const lost = people.flatMap((person) => person.lost);
  return [
    ...(unanswered.length > 0
      ? [`${unanswered.length} were not answered in time, such as: ${unanswered[0]}`]
      : []),
    ...(rate > 0 && reached < REACHED * rate
      ? [`${reached.toFixed(0)} a second were reached, not ${rate}`]
      : []),
    ...(lost.length > 0 ? [`${lost.length} answers led nowhere, such as: ${lost[0]?.slice(0, 500)}`] : []),
  ];
}

async function allPromisesKept({ people }: Crowd): Promise<void> {
  const last = performance.now() + DELIVERED_WITHIN_MS;
  while (people.some((person) => person.waits())) {
    if (performance.now() > last) throw new Error('somebody was asked to wait, and nothing came');
    await pause(50);
  }
}

/** What is wrong with the texts in the database, of which all were seen taken. */
async function lostIn(dataDir: string, { people }: Crowd): Promise<string[]> {
  const written = people.flatMap((person) => person.written);
  if (written.length === 0) return ['nobody has written anything'];
  const db = await openDatabase({ dataDir });
  try {
    return await textProblems(db, written);
  } finally {
    await db.destroy();
  }
}
