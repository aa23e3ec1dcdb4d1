import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../sandbox/driver/person.ts';
import { systemClock } from '../src/clock.ts';
import { inParts } from '../src/collection/files/split.ts';
import { filesOf } from '../src/dataset/in-process.ts';
import { botWithBackend, type House } from '../test/support/embedded.ts';
import { seededRandom } from '../test/support/random.ts';
import { busyPerson } from './commands.ts';
import { releaseFrom } from './support/release-process.ts';
import { ms, table } from './support/table.ts';
import { createStopwatch } from './support/timing.ts';

const PEOPLE = 10;
const IDLE = 300; // commands
const LIMIT = 10 * 1024 * 1024; // of an attachment, in bytes

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
    const release = running(releaseFrom(folder, join(folder, 'beside')));
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
