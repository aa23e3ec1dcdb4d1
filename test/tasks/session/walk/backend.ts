import { codes } from '../../../../src/oasst/errors.ts';
import { refusal } from '../../../support/scripted-backend.ts';
import { samples } from '../../../support/tasks.ts';

/** How the backend takes calls just now; `lost` is done and never confirmed. */
export const weathers = ['fine', 'down', 'lost', 'mendable', 'final', 'unknown'] as const;
/** The same, and those in which nothing is heard of an answer until somebody wakes: it got there, or it did not. */
export type Weather = (typeof weathers)[number] | 'hangs' | 'hangs after';

/** What the weather refuses, by code: an answer that can be mended, one that cannot, and whatever is about a task. */
export const refusals = {
  mendable: codes.duplicateText,
  final: codes.treeNotGrowing,
  unknown: codes.taskNotFound,
} as const;

type Given = { owner: string; boundTo?: string; answer?: { text: string; by: string }; nacked: boolean };

/**
 * A backend that keeps what it was told, as the protocol has it: an answer goes to the task that was bound to its
 * message, once.
 */
export function keepingBackend() {
  const tasks = new Map<string, Given>();
  let weather: Weather = 'fine';
  let hanging = () => {};
  const asleep: (() => void)[] = [];
  let acksMayPass: Promise<void> | undefined;

  function hand(owner: string): Response {
    const id = `${String(tasks.size + 1).padStart(8, '0')}-0000-4000-8000-000000000000`;
    tasks.set(id, { owner, nacked: false });
    return Response.json({ ...samples.initial_prompt, id });
  }

  /** Answers in the weather that there is: `done` says that this was done before, `act` does it. */
  async function weathered(done: boolean, again: () => Response, act: () => void, isAnswer: boolean) {
    if (weather === 'down') return refusal(500, codes.generic);
    if (isAnswer && weather === 'hangs') return await silence(() => refusal(500, codes.generic));
    if (done) return weather === 'lost' ? refusal(500, codes.generic) : again();
    if (weather === 'unknown' || (isAnswer && (weather === 'mendable' || weather === 'final')))
      return refusal(400, refusals[weather]);
    act();
    if (isAnswer && weather === 'hangs after') return await silence(again);
    return weather === 'lost' ? refusal(500, codes.generic) : again();
  }

  function silence(end: () => Response) {
    hanging();
    return new Promise<Response>((resolve) => asleep.push(() => resolve(end())));
  }

  async function fetch(...[input, init]: Parameters<typeof globalThis.fetch>): Promise<Response> {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const text = await request.text();
    const body = text === '' ? {} : JSON.parse(text);
    const [, id = '', what] = /tasks\/([^/]*)\/?(\w*)$/.exec(pathname) ?? [];
    const empty = () => new Response(null, { status: 204 });
    if (id === '') return hand(body.user.id);
    if (id === 'interaction') {
      const task = [...tasks.values()].find(({ boundTo }) => boundTo === body.message_id);
      const taken = () => Response.json({ id: crypto.randomUUID(), type: 'task_done' });
      if (!task)
        return await weathered(
          false,
          () => refusal(404, codes.taskNotFound),
          () => {},
          true,
        );
      const done = task.answer !== undefined;
      const act = () => {
        task.answer = { text: body.text, by: body.user.id };
      };
      return await weathered(done, done ? () => refusal(400, codes.taskAlreadyDone) : taken, act, true);
    }
    const task = tasks.get(id);
    if (!task) return refusal(404, codes.taskNotFound);
    if (what === 'ack') {
      await acksMayPass;
      const act = () => {
        task.boundTo = body.message_id;
      };
      return await weathered(task.boundTo !== undefined, empty, act, false);
    }
    const act = () => {
      task.nacked = true;
    };
    return await weathered(task.nacked, empty, act, false);
  }

  return {
    fetch,
    tasks,
    turnTo(next: Weather) {
      weather = next;
    },
    /** Keeps acks waiting; the result lets them go on. */
    holdAcks(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      acksMayPass = promise;
      return resolve;
    },
    /** Ends the silence about all answers that hang. */
    wake() {
      for (const one of asleep.splice(0)) one();
    },
    /** Resolves when an answer hangs. */
    hangs: () =>
      new Promise<void>((resolve) => {
        hanging = resolve;
      }),
  };
}
