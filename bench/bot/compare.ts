import { join } from 'node:path';
import { buildTo } from '../../deploy/build.ts';
import { type Burst, burst } from './burst.ts';
import { contributor, doTask, type Step, type Taken } from './flow.ts';
import { start } from './program.ts';

const built = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'bench');

/** How much of everything one turn has. */
export type Load = { tasks: number; people: number; crowd: number };

/** What one turn of one program has shown. */
export type Turn = {
  coldStartMs: number;
  idleMb: number;
  afterMb: number;
  steps: Map<Step, Taken[]>;
  burst: Burst;
};

export type Contender = 'bare' | 'bot';

/** The programs, the bot as it is built for production. */
export async function contenders(): Promise<Readonly<Record<Contender, string>>> {
  await buildTo(built);
  return { bare: join(import.meta.dirname, 'bare.ts'), bot: join(built, 'bot.mjs') };
}

/** One turn: a cold start to the first answer, people one after the other, then all of a crowd at once. */
export async function turnOf(file: string, { tasks, people, crowd }: Load): Promise<Turn> {
  const begun = performance.now();
  const running = await start(file);
  try {
    const first = running.sandbox.person('First');
    await first.command('task', { type: 'initial_prompt' });
    if (first.messages().length === 0) throw new Error(`No first answer:\n${first.screen()}`);
    const coldStartMs = performance.now() - begun;
    const { rssMb: idleMb } = await running.usage();
    const steps = new Map<Step, Taken[]>();
    const contributors = [];
    for (let index = 0; index < people; index += 1) {
      contributors.push(await contributor(running, `Person ${index}`));
    }
    for (let turn = 0; turn < tasks; turn += 1) {
      const person = contributors[turn % contributors.length];
      if (!person) break;
      const isWarm = turn >= tasks / 10;
      await doTask(running, person, turn, (step, taken) => {
        if (isWarm) steps.set(step, [...(steps.get(step) ?? []), taken]);
      });
    }
    const crowded = await burst(running, crowd);
    const { rssMb: afterMb } = await running.usage();
    return { coldStartMs, idleMb, afterMb, steps, burst: crowded };
  } finally {
    await running.stop();
  }
}
