import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { processorOf } from '../support/process-usage.ts';

const LOOK_EVERY_MS = 100;
const POSTGRES = /^postgres/;

/** What a PostgreSQL server did for one database while it was watched. */
export type ServerLoad = {
  /** The processor's time for its sessions; undefined when the server is not on this machine. */
  cpuMs: number | undefined;
  /** How many sessions were at something on the average, by what they were at: `on the processor`, or what they waited for. */
  sessions: ReadonlyMap<string, number>;
};

type Session = { pid: number; at: string | null };

/** Watches what the sessions of a database are at while some work is done, but for the one that looks. */
export async function watchedServer<T>(
  url: string,
  work: () => Promise<T>,
): Promise<{ done: T; load: ServerLoad }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const notes = noteSessions();
  const look = async () => notes.add((await client.query<Session>(sessions)).rows);
  try {
    await look();
    const state = { isOver: false };
    const working = work().finally(() => {
      state.isOver = true;
    });
    while (!state.isOver) {
      await Promise.race([working, pause(LOOK_EVERY_MS)]);
      await look();
    }
    return { done: await working, load: notes.load() };
  } finally {
    await client.end();
  }
}

function noteSessions() {
  const processor = new Map<number, { first: number; last: number }>();
  const seen = new Map<string, number>();
  let [looks, isHere] = [0, true];
  return {
    async add(found: readonly Session[]): Promise<void> {
      for (const { pid, at } of found) {
        if (at !== null) seen.set(at, (seen.get(at) ?? 0) + 1);
        const used = await processorOf(pid).catch(() => undefined);
        if (used && POSTGRES.test(used.name)) {
          const first = processor.get(pid)?.first ?? (looks === 0 ? used.cpuMs : 0); // all of a later one is since
          processor.set(pid, { first, last: used.cpuMs });
        } else if (looks === 0) isHere = false; // later it has only ended
      }
      looks += 1;
    },
    load(): ServerLoad {
      const cpuMs = [...processor.values()].reduce((sum, { first, last }) => sum + last - first, 0);
      const means = [...seen].map(([at, count]) => [at, count / looks] as const);
      return {
        cpuMs: isHere ? cpuMs : undefined,
        sessions: new Map(means.sort(([, a], [, b]) => b - a)),
      };
    },
  };
}

const sessions = `
  select pid, case
    when state = 'idle' then null
    when state like 'idle in transaction%' then 'waiting for the bot in a transaction'
    when wait_event is null then 'on the processor'
    else wait_event_type || ' ' || wait_event
  end as at
  from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
