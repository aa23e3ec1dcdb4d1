import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Person } from '../sandbox/driver/person.ts';
import { systemClock } from '../src/clock.ts';
import { inParts } from '../src/collection/files/split.ts';
import { filesOf } from '../src/dataset/in-process.ts';
import { botWithBackend, type House } from '../test/support/embedded.ts';
import { seededRandom } from '../test/support/random.ts';
import { busyPerson } from './commands.ts';
import { type Usage, usageOf } from './support/process-usage.ts';
import { ms, table } from './support/table.ts';
import { createStopwatch } from './support/timing.ts';

const PEOPLE = 10;
const IDLE = 300; // commands
const LIMIT = 10 * 1024 * 1024; // of an attachment, in bytes
const PEAK_EVERY_MS = 100;
const root = join(import.meta.dirname, '..');
const Package = z.object({ scripts: z.object({ data: z.string().startsWith('node ') }) });

/**
 * What people wait for a bot on the collection of a folder while nothing else goes on, while it makes an export itself, as
 * `/export` has it do, and while a release is written beside it; and the most memory that the release takes.
 */
export async function besideExports(folder: string): Promise<string> {
  const house = await botWithBackend({ dataDir: folder, clock: systemClock, random: seededRandom(1) });
  try {
    const people: Person[] = [];
    for (let index = 0; index < PEOPLE; index += 1) people.push(await busyPerson(house, index));
    const ask = async (turn: number) => {
      const person = people[turn % people.length];
      if (!person) throw new TypeError('there is nobody');
      await person.command(turn % 2 === 0 ? 'me' : 'available');
      await person.dismiss();
    };
    for (let turn = 0; turn < PEOPLE; turn += 1) await ask(turn);
    const idle = await asking(ask, async (turn) => turn < IDLE);
    const exporting = running(exportInside(house, folder));
    const inside = await asking(ask, async () => exporting.goesOn());
    const release = running(releaseBeside(folder));
    const beside = await asking(ask, async () => release.goesOn());
    const { peak } = await release.done;
    const [load = 0] = loadavg();
    const rows = Object.entries({ idle, '/export': inside, 'a release beside it': beside }).map(
      ([name, timing]) => [
        name,
        String(timing.count),
        ms(timing.p50),
        ms(timing.p99),
        `× ${(timing.p99 / idle.p99).toFixed(1)}`,
      ],
    );
    const shown = table(['the bot meanwhile', 'commands', 'p50', 'p99', 'ratio of p99'], rows);
    return `${shown}the release took ${peak.toFixed(0)} MB at most; load at the end ${load.toFixed(1)}\n`;
  } finally {
    await house.close();
  }
}

/** Asks one after the other for as long as it goes on. */
async function asking(ask: (turn: number) => Promise<void>, goesOn: (turn: number) => Promise<boolean>) {
  const watch = createStopwatch();
  for (let turn = 0; await goesOn(turn); turn += 1) await watch.time('asked', () => ask(turn));
  const timing = watch.timings().get('asked');
  if (!timing) throw new Error('nothing was asked meanwhile: the collection is too small');
  return timing;
}

function running<T>(done: Promise<T>) {
  const state = { ended: false };
  const end = () => {
    state.ended = true;
  };
  done.then(end, end);
  return { done, goesOn: () => !state.ended };
}

async function exportInside({ db }: House, dataDir: string) {
  const files = filesOf(db, { dataDir, url: undefined }, systemClock.now);
  const made = await files.exportLines({ format: 'trees', filters: ['--state=all', '--labels'] });
  if ('problem' in made) throw new Error(made.problem);
  for await (const _ of inParts('trees.jsonl', made.lines, LIMIT));
}

/** Writes a release in a process of its own, and gives the most that it used. Linux only. */
async function releaseBeside(folder: string): Promise<Usage> {
  const args = [
    join(folder, 'beside'),
    '--release',
    '--data-dir',
    folder,
    '--state',
    'all',
    '--split',
    'train=0.9,test=0.1',
  ];
  const { scripts } = Package.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const program = scripts.data.split(' ').slice(1); // with Node's options
  const child = spawn(process.execPath, [...program, 'export', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  let used: Usage = { cpuMs: 0, memory: 0, peak: 0 };
  const looking = setInterval(async () => {
    const now = await usageOf(child.pid ?? 0).catch(() => used); // it may have ended
    if (now.peak > used.peak) used = now;
  }, PEAK_EVERY_MS);
  try {
    const [code] = await ended;
    if (code !== 0) throw new Error(`the release ended with ${code}`);
    return used;
  } finally {
    clearInterval(looking);
  }
}
