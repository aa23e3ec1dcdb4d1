import type { Person } from '../../sandbox/driver/person.ts';
import type { Usage } from '../support/probed.ts';
import type { Running } from './program.ts';
import { textOf } from './texts.ts';

/** The steps of one task, in the words of the table. */
export const steps = ['/task → card', 'Answer → form', 'form → review', 'Send → saved'] as const;
export type Step = (typeof steps)[number];

/** What one step took: until its person saw the answer, and of the processor and the database meanwhile. */
export type Taken = { ms: number; cpuMs: number; statements: number };

type Act = { act(person: Person, turn: number): Promise<unknown>; done(person: Person): boolean };

/** What a person does at each step, and how they see that it was done. */
export const acts: Readonly<Record<Step, Act>> = {
  '/task → card': {
    act: (person) => person.command('task', { type: 'initial_prompt' }),
    done: (person) => person.buttons().includes('Answer'),
  },
  'Answer → form': { act: (person) => person.click('Answer'), done: (person) => person.modal !== null },
  'form → review': {
    act: (person, turn) => person.submit({ 'Your text': textOf(turn) }),
    done: (person) => sending(person) !== undefined,
  },
  'Send → saved': {
    act: (person) => person.click(sending(person) ?? 'Send'),
    done: (person) => person.text().includes('Saved'),
  },
};

/** The button that sends: a text of random letters may look like one in another language. */
function sending(person: Person): string | undefined {
  return ['Send', 'Send anyway'].find((label) => person.buttons().includes(label));
}

/** Does one task, each step right after the one before it. Rejects when a step does not do what it is for. */
export async function doTask(
  { usage }: Pick<Running, 'usage'>,
  person: Person,
  turn: number,
  note: (step: Step, taken: Taken) => void,
): Promise<void> {
  let before: Usage = await usage();
  await doSteps(person, turn, async (step, ms) => {
    const after = await usage();
    note(step, {
      ms,
      cpuMs: after.cpuMs - before.cpuMs,
      statements: after.statements - before.statements,
    });
    before = after;
  });
}

/** The same, told after each step how long that took, in ms. */
export async function doSteps(
  person: Person,
  turn: number,
  taken: (step: Step, ms: number) => Promise<void> = async () => {},
): Promise<void> {
  for (const step of steps) {
    const { act, done } = acts[step];
    const begun = performance.now();
    await act(person, turn);
    await person.until(() => done(person)); // they may have been asked to wait
    await taken(step, performance.now() - begun);
  }
  await person.dismiss();
}

/** What stands between a person and their first card, in this order. */
export const firstButtons = ['I agree', 'Skip the tutorial'] as const;

/** Somebody who has agreed to take part. */
export async function contributor({ sandbox }: Pick<Running, 'sandbox'>, name: string): Promise<Person> {
  const person = sandbox.person(name);
  await person.command('task', { type: 'initial_prompt' });
  for (const button of firstButtons) {
    if (person.buttons().includes(button)) await person.click(button);
  }
  await person.until(() => person.buttons().includes('Answer'));
  await person.dismiss();
  return person;
}
