import type { Person } from '../../sandbox/driver/person.ts';
import { acts, type Step, steps } from '../bot/flow.ts';
import { textOf } from '../bot/texts.ts';

/** What somebody wrote and saw saved. */
export type Written = { person: string; text: string };

/** What a crowd did, and how it was served. */
export type Crowded = {
  written: Written[];
  /** How long each first response took, in ms. */
  firstResponses: number[];
  /** How often Discord told somebody that there was none in time. They did it again. */
  late: number;
  /** From the first `/task` to the last "Saved", in ms. */
  totalMs: number;
};

const TRIES = 10;

/**
 * So many tasks from `/task` to "Saved", by all these people at once, each of whom begins another as soon as one is saved.
 * Texts are numbered from `first` on. Rejects when a step has not done what it is for.
 */
export async function crowd(people: readonly Person[], first: number, tasks: number): Promise<Crowded> {
  const turns = Array.from({ length: tasks }, (_, turn) => first + turn).values();
  const written: Written[] = [];
  const all: Response[] = [];
  const begun = performance.now();
  await Promise.all(
    people.map(async (person) => {
      for (const turn of turns) {
        for (const step of steps) all.push(...(await take(step, person, turn)));
        written.push({ person: person.id, text: textOf(turn) });
        await person.dismiss();
      }
    }),
  );
  const inTime = all.filter(({ isLate }) => !isLate);
  return {
    written,
    firstResponses: inTime.map(({ ms }) => ms),
    late: all.length - inTime.length,
    totalMs: performance.now() - begun,
  };
}

type Response = { ms: number; isLate: boolean };

/** What somebody reads who does a step again that had been done, though nobody told them in time. */
const ALREADY = 'already sent';

/** Does one step, again where nothing came in time, until what it is for is on the screen. */
async function take(step: Step, person: Person, turn: number): Promise<Response[]> {
  const { act, done } = acts[step];
  const responses: Response[] = [];
  const isDone = () => done(person) || (responses.length > 1 && person.text().includes(ALREADY));
  while (responses.length < TRIES) {
    const begun = performance.now();
    await act(person, turn);
    const isLate = person.notices.length > 0;
    responses.push({ ms: performance.now() - begun, isLate });
    if (!isLate) await person.until(isDone);
    if (!isLate || (person.messages().length > 0 && isDone())) return responses;
  }
  throw new Error(`'${step}' was not answered in time, ${TRIES} times over:\n${person.screen()}`);
}
