import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testClock } from '../../test/support/clock.ts';
import { botWithBackend, type House } from '../../test/support/embedded.ts';
import { seededRandom } from '../../test/support/random.ts';
import { statementsOf } from '../../test/support/statements.ts';
import { workOnce } from '../../test/support/worker.ts';
import { table, whole } from '../support/table.ts';
import { textOf } from './texts.ts';

/** What one done task of a kind has cost, on the way through every part. */
type Cost = { discord: number; backend: number; statements: number };

const PEOPLE = 8;
const TURNS = 160;
const settings = {
  goalTreeSize: 4,
  maxChildren: 2,
  reviewsForReply: 1,
  reviewsForPrompt: 1,
  rankingsNeeded: 1,
};

/** Prints how many calls and statements a done task of each kind costs. Rejects when some kind never came to an end. */
export async function kinds(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const clock = testClock(() => house.sandbox.clock.advance(0));
  let asked = 0;
  const house = await botWithBackend({
    dataDir,
    clock,
    random: seededRandom(7),
    settings,
    asked: () => {
      asked += 1;
    },
  });
  const costs = new Map<string, Cost[]>();
  try {
    const people = [];
    for (let index = 0; index < PEOPLE; index += 1) people.push(await house.contributor(`Person ${index}`));
    for (let turn = 0; turn < TURNS; turn += 1) {
      const person = people[turn % PEOPLE];
      if (!person) break;
      const before = { asked, mark: house.sandbox.requests.mark(), done: await done(house) };
      const seen = await statementsOf(async () => {
        await workOnce(person, turn % 4 === 0 ? { type: 'initial_prompt' } : {}, {
          text: () => textOf(turn),
          isSpam: () => false,
          order: (candidates) => candidates,
          passTime: (ms) => clock.advance(ms),
        });
      });
      const [kind] = [...(await done(house))].filter(([id]) => !before.done.has(id)).map(([, type]) => type);
      const discord = house.sandbox.requests.since(before.mark).length;
      const cost = { discord, backend: asked - before.asked, statements: seen.length };
      if (kind !== undefined) costs.set(kind, [...(costs.get(kind) ?? []), cost]);
      clock.advance(30_000);
    }
  } finally {
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  if (costs.size < 5) throw new Error(`Only these kinds came to an end: ${[...costs.keys()].join(', ')}`);
  process.stdout.write(table(head, [...costs].sort().map(rowOf)));
}

const head = ['a done task, from /task to Saved', 'times', 'Discord', 'at least', 'backend', 'statements'];

/** Each click and each form is answered once: nobody can do with fewer calls to Discord than a task has of these. */
function leastDiscord(kind: string): string {
  if (kind.startsWith('rank')) return 'a click each';
  return kind.startsWith('label') ? 'from 4' : '4';
}

function rowOf([kind, costs]: [string, Cost[]]): string[] {
  const mean = (of: (cost: Cost) => number) =>
    (costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length).toFixed(1);
  return [
    kind,
    whole(costs.length),
    mean(({ discord }) => discord),
    leastDiscord(kind),
    mean(({ backend }) => backend),
    mean(({ statements }) => statements),
  ];
}

/** Every task that is done, with its type. */
async function done({ db }: House): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('backend_tasks')
    .select(['id', 'type'])
    .where('done_at', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, type }) => [id, type]));
}
