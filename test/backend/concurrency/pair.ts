import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../../src/backend/db.ts';
import type { Settings } from '../../../src/backend/settings/settings.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { migratedPostgresUrl, postgresMissing } from '../../support/postgres.ts';
import { backendOn, type TestBackend } from '../support/standalone.ts';

export type Asked = { method: string; path: string; body?: unknown; headers?: Record<string, string> };
export type Answered = { status: number; body?: unknown };

/** Two processes with a backend each on one database, and a third backend here to set the stage with. */
export type Pair = {
  here: TestBackend;
  db: Db;
  /** Lets both processes send the same requests at once; gives all answers. */
  both(requests: readonly Asked[]): Promise<Answered[]>;
  /** Lets each process send its own requests at once. */
  each(first: readonly Asked[], second: readonly Asked[]): Promise<Answered[]>;
};

export type Place = { name: string; open(): Promise<{ dataDir: string; url?: string }> };

/** One file of SQLite, and one schema of PostgreSQL where there is a server. */
export const places: readonly Place[] = [
  { name: 'SQLite', open: async () => ({ dataDir: await freshFolder() }) },
  ...(postgresMissing === undefined
    ? [{ name: 'PostgreSQL', open: async () => ({ dataDir: 'unused', url: await migratedPostgresUrl() }) }]
    : []),
];

const unlimited = { most: 1_000_000, ms: 1 };
const limits = {
  person: unlimited,
  assistantReply: unlimited,
  prompterReply: unlimited,
  withoutPerson: unlimited,
};

const Answers = z.object({
  answers: z.array(z.object({ status: z.number(), body: z.unknown().optional() })),
  logged: z.array(z.unknown()),
});

/** Opens a fresh database in both processes, and closes it with the running test. */
export async function pairOn(
  processes: readonly ChildProcess[],
  place: Place,
  given: Partial<Settings> = {},
): Promise<Pair> {
  const settings = { limits, ...given };
  const where = await place.open();
  const db = await openDatabase(where);
  onTestFinished(() => db.destroy());
  onTestFinished(async () => {
    await Promise.all(processes.map((child) => tell(child, { do: 'close' })));
  });
  await Promise.all(
    processes.map((child, index) => tell(child, { do: 'open', ...where, seed: 100 + index, settings })),
  );
  const ask = async (child: ChildProcess | undefined, requests: readonly Asked[]) => {
    if (!child) throw new Error('there are two processes');
    const { answers, logged } = Answers.parse(await tell(child, { do: 'call', requests }));
    expect(logged).toEqual([]); // no failure of ours
    return answers;
  };
  const each = async (first: readonly Asked[], second: readonly Asked[]) =>
    (await Promise.all([ask(processes[0], first), ask(processes[1], second)])).flat();
  const warm = Array.from({ length: 12 }, () => ({ method: 'GET', path: '/api/v1/stats/cached' }));
  await each(warm, warm); // every connection is open, so that what comes next meets in the database
  return {
    here: await backendOn(db, { settings }),
    db,
    each,
    both: (requests) => each(requests, requests),
  };
}

/** Starts the two processes; end them with `endProcesses`. */
export function startProcesses(): readonly ChildProcess[] {
  const file = new URL('./process.ts', import.meta.url);
  return [1, 2].map(() => fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
}

/** Lets them go, and waits until they are gone. */
export async function endProcesses(processes: readonly ChildProcess[]): Promise<void> {
  for (const child of processes) {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
}

/** Sends an order and waits for its answer, or for the end of the process. */
async function tell(child: ChildProcess, order: object): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  const answer = once(child, 'message', { signal });
  const died = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the process ended with ${code}`);
  });
  child.send(order);
  try {
    const [message] = await Promise.race([answer, died]);
    return message;
  } finally {
    done.abort();
    await Promise.allSettled([answer, died]);
  }
}
