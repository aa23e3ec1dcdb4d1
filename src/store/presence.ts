import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from './schema.ts';

/** Whether the file of an open database is still where it was: what is written to a deleted file is lost at the end. */
export type Presence = () => Promise<boolean>;

/** Remembers which file an SQLite database is in; a server, and a database in memory, are always there. */
export async function presenceOf({
  dataDir,
  url,
}: {
  dataDir: string;
  url?: string | undefined;
}): Promise<Presence> {
  if (url !== undefined || dataDir === ':memory:') return async () => true;
  const file = join(dataDir, 'bot.sqlite');
  const { ino, dev } = await stat(file);
  return async () => {
    try {
      const now = await stat(file);
      return now.ino === ino && now.dev === dev;
    } catch {
      return false;
    }
  };
}

const LOOK_EVERY_MS = 2_000;

/** Calls `lost` once when the file has gone; the result ends looking. */
export function watchPresence(isThere: Presence, clock: Clock, lost: () => void): { stop(): void } {
  let timer: { cancel(): void } | undefined;
  let stopped = false;
  const look = async () => {
    const isStillThere = await isThere();
    if (stopped) return;
    if (isStillThere) timer = clock.after(LOOK_EVERY_MS, look);
    else lost();
  };
  timer = clock.after(LOOK_EVERY_MS, look);
  return {
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

/** Writes all that an open database holds into a new file, though its own may have been deleted. */
export async function rescueTo(db: Kysely<Schema>, file: string): Promise<void> {
  await sql`vacuum into ${file}`.execute(db);
}
