import type { Person } from '../../sandbox/driver/person.ts';
import { table, whole } from '../support/table.ts';
import { type Contender, contenders } from './compare.ts';
import { contributor, doSteps, steps } from './flow.ts';
import { start } from './program.ts';

/** After how many interactions it is looked at what a program holds. */
const MARKS = [5_000, 20_000, 50_000, 100_000] as const;
/** So many people do one task after the other, all at the same time. */
const PEOPLE = 5;

/** What a program held: idle, and at each mark, in MB. */
type Held = { idle: number; at: number[] };

/**
 * What the bot, as it is built, and a bare discord.js handler hold after more and more interactions: whole writing tasks, by the
 * same people. Discord is this process, and does not count. Rejects when a task was not really done.
 */
export async function memory(): Promise<void> {
  const files = await contenders();
  const bare = await heldBy(files, 'bare');
  const bot = await heldBy(files, 'bot');
  const row = (name: string, [one, other]: readonly [number, number]) => [
    name,
    one.toFixed(0),
    other.toFixed(0),
    (other / one).toFixed(2),
  ];
  const rows = [
    row('idle', [bare.idle, bot.idle]),
    ...MARKS.map((mark, index) =>
      row(`after ${whole(mark)} interactions`, [bare.at[index] ?? Number.NaN, bot.at[index] ?? Number.NaN]),
    ),
  ];
  process.stdout.write(`${table(['MB', 'bare', 'bot', 'ratio'], rows)}\n`);
}

export async function heldBy(files: Readonly<Record<Contender, string>>, name: Contender): Promise<Held> {
  const running = await start(files[name]);
  try {
    const { rssMb: idle } = await running.usage();
    const people: Person[] = [];
    for (let index = 0; index < PEOPLE; index += 1)
      people.push(await contributor(running, `Person ${index}`));
    const held: Held = { idle, at: [] };
    let turn = 0;
    for (const mark of MARKS) {
      const work = async (person: Person) => {
        while (turn * steps.length < mark) await doSteps(person, turn++);
      };
      await Promise.all(people.map(work));
      const { rssMb } = await running.usage();
      held.at.push(rssMb);
      running.sandbox.requests.clear(); // nobody looks at them, and they are many
      process.stderr.write(`${name}: ${rssMb.toFixed(0)} MB after ${whole(mark)}\n`); // it takes many minutes
    }
    return held;
  } finally {
    await running.stop();
  }
}
