import { type Kysely, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

const MEASURE_EVERY_MS = 5 * 60_000;
/** Being less apart than this takes nothing from anybody: what is leased is leased for several seconds. */
const APART_MS = 1_000;

/** A clock that many processes share, until it is stopped. */
export type SharedClock = Clock & { stop(): void };

/**
 * The time that all processes on one database go by: on PostgreSQL that of its server, for their machines' may be minutes apart, and
 * what one has leased would be free to another; else that of this machine. It is compared every five minutes, and followed
 * when it is more than a second off, or than asking for it took.
 */
export async function sharedClock(
  db: Kysely<Schema>,
  own: Clock,
  offBy: (ms: number) => void,
): Promise<SharedClock> {
  if (!isPostgres(db)) return { ...own, stop() {} };
  return await clockBy(() => serverTime(db), own, offBy);
}

/** A clock that goes by another time, epoch ms, which has to be asked for. `offBy` is told each time it is followed. Rejects when the first asking does. */
export async function clockBy(
  time: () => Promise<number>,
  own: Clock,
  offBy: (ms: number) => void,
): Promise<SharedClock> {
  let ahead = 0;
  let timer: { cancel(): void } | undefined;
  let isStopped = false;

  async function measure(): Promise<void> {
    const begun = own.now();
    const there = await time();
    const ended = own.now();
    const found = Math.round(there - (begun + ended) / 2);
    if (Math.abs(found - ahead) <= Math.max(APART_MS, ended - begun)) return;
    ahead = found;
    offBy(found);
  }

  function again(): void {
    if (isStopped) return;
    // a server that is away does not change how far apart the clocks were
    timer = own.after(
      MEASURE_EVERY_MS,
      () =>
        void measure()
          .catch(() => {})
          .then(again),
    );
  }

  await measure();
  again();
  return {
    now: () => own.now() + ahead,
    after: own.after,
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}

/** What time it is on PostgreSQL's server, in epoch ms. */
export async function serverTime(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{
    now: string;
  }>`select extract(epoch from clock_timestamp()) * 1000 as now`.execute(db);
  return Number(rows[0]?.now);
}
