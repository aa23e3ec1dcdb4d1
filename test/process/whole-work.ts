import { expect } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import type { TaskType } from '../../src/oasst/protocol.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import type { CommonGround } from './common-ground.ts';

/** An answer that somebody has given and seen taken: for which kind of task, and what they wrote where they wrote something. */
export type Given = { person: string; type: TaskType; text: string };

/**
 * Somebody does one whole task of a type by what is on their screen. What nobody answered in time, as happens on a machine
 * that is busier than Discord has patience, is done again; so is what nobody goes on with after a restart.
 */
export async function doTask(
  person: Person,
  type: TaskType,
  restarts: { readonly count: number } = { count: 0 },
): Promise<Given> {
  const text = `${person.name} wants to know: ${crypto.randomUUID()}`;
  do {
    await ask(person, type);
    while (!isOver(person)) {
      const [shown, before] = [shownTo(person), restarts.count];
      const acts = await act(person, text);
      const isNew = () => shownTo(person) !== shown || (acts && person.notices.length > 0);
      await person.until(() => isNew() || restarts.count !== before, PATIENCE_MS);
      if (!isNew() && person.last().thinking) await ask(person, type); // of whom nobody knows any more
    }
  } while (!isTaken(person)); // a card that came too late has lost its task
  return { person: person.id, type, text: isWritten(type) ? text : '' };
}

/** How long somebody waits for what they have been promised: longer than it takes to start a process. */
const PATIENCE_MS = 120_000;

async function ask(person: Person, type: TaskType): Promise<void> {
  const before = person.messages().length;
  while (person.messages().length === before) {
    await person.command('task', { type });
    await person.until(() => person.messages().length > before || person.notices.length > 0);
  }
}

function isWritten(type: TaskType): boolean {
  return !/^(label|rank|rate)/.test(type);
}

const taken = ['Saved', 'About to go out', 'Safe with me', 'You have already sent this one'];

function isTaken(person: Person): boolean {
  return taken.some((words) => person.text().includes(words));
}

function isOver(person: Person): boolean {
  return person.buttons().includes('Next task');
}

function shownTo(person: Person): string {
  return JSON.stringify([person.text(), person.buttons(), person.modal?.id]);
}

/** Does what comes next; false when there is nothing to do but wait. */
async function act(person: Person, text: string): Promise<boolean> {
  if (person.modal) {
    const writes = person.fields.some(({ label }) => label === 'Your text');
    await person.submit(writes ? { 'Your text': text } : labels(person));
    return true;
  }
  const next = ['I agree', 'Send', 'Continue', 'Answer', 'Label', 'Try again', ...places(person)];
  const button = next.find((label) => person.buttons().includes(label));
  if (button === undefined) return false;
  await person.click(button);
  return true;
}

/** The buttons of a ranking or a rating that were not pressed yet. */
function places(person: Person): string[] {
  const [, ...chosen] = /best first: (.*)/.exec(person.text())?.[0].split('**') ?? [];
  return ['1', '2', '3'].filter((place) => !chosen.includes(place));
}

function labels(person: Person): Record<string, string> {
  const asked = person.fields.filter(({ required }) => required);
  return Object.fromEntries(
    asked.map(({ label }) => [label, label === 'Is one of these true?' ? 'Neither of them' : 'No']),
  );
}

/** That what was given has come to the backend, each from whom it is and no more, and that no interaction was answered twice. */
export async function expectAllWell(
  { sandbox, backend, db }: Omit<CommonGround, 'env'>,
  given: readonly Given[],
): Promise<void> {
  await nothingWaits(db, { timeout: PATIENCE_MS }); // what a process had that was killed is its own for a while
  const sent = backend.asked('interaction').map(({ body }) => Object(body));
  // what was on its way when the backend took too long is sent again as it was: "already done" to a real one
  const answers = [...new Map(sent.map((body) => [JSON.stringify(body), body])).values()];
  const tasks = answers.map(({ task_id, message_id }) => task_id ?? message_id);
  expect(new Set(tasks).size).toBe(given.length);
  expect(answers.map(({ user, text }) => `${user.id} ${text ?? ''}`).toSorted()).toEqual(
    given.map(({ person, text }) => `${person} ${text}`).toSorted(),
  );
  const callbacks = sandbox.requests.all().filter(({ path }) => path.endsWith('/callback'));
  const first = callbacks.filter(({ status }) => status < 400).map(({ path }) => path);
  expect(new Set(first).size).toBe(first.length);
  expect(sandbox.webhook.notTaken()).toBe(0);
}
