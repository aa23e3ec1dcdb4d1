import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Which process it is, also to others on the same machine. */
export type ProcessMark = { host: string; pid: number; beganAt: number };

/** This one. */
export function thisProcess(): ProcessMark {
  return { host: hostname(), pid: process.pid, beganAt: Math.round(performance.timeOrigin) };
}

/**
 * What is being made of people's texts, under names of its own and wherever it lies. It is noted before anything is there, so
 * that it is found again when this process dies: see `clearDeadFiles`.
 */
export type Unfinished = {
  /** Notes a file or folder that is about to be made, or what stands for another while that is replaced. */
  note(path: string, standsFor?: string): Promise<void>;
  /**
   * Has `giveNames` give files their names. Not where somebody is forgotten since they were noted, who may be in them: then
   * it gives false and does nothing. Forgetting waits for this, and this for forgetting.
   */
  complete(paths: readonly string[], giveNames: () => Promise<void>): Promise<boolean>;
  /** Whether somebody is forgotten since these were noted. */
  areStopped(paths: readonly string[]): Promise<boolean>;
  /** These are there no more. */
  forget(paths: readonly string[]): Promise<void>;
};

/** What this process makes of the people in a database, noted there. */
export function createUnfinished(
  db: Kysely<Schema>,
  { host, pid, beganAt }: ProcessMark = thisProcess(),
): Unfinished {
  return {
    async note(path, standsFor) {
      const row = { host, pid, process_began_at: beganAt, stands_for: standsFor ? resolve(standsFor) : null };
      await db
        .insertInto('unfinished_files')
        .values({ ...row, path: resolve(path) })
        .execute();
    },
    async complete(paths, giveNames) {
      try {
        await db.transaction().execute(async (tx) => {
          const free = await tx
            .deleteFrom('unfinished_files')
            .where('path', 'in', paths.map(absolute))
            .where('stopped', '=', 0)
            .returning('path')
            .execute();
          if (free.length < paths.length) throw new Stopped();
          await giveNames();
        });
        return true;
      } catch (error) {
        if (error instanceof Stopped) return false;
        throw error;
      }
    },
    async areStopped(paths) {
      const free = await db
        .selectFrom('unfinished_files')
        .select('path')
        .where('path', 'in', paths.map(absolute))
        .where('stopped', '=', 0)
        .execute();
      return free.length < paths.length;
    },
    async forget(paths) {
      await db.deleteFrom('unfinished_files').where('path', 'in', paths.map(absolute)).execute();
    },
  };
}

/** For what has no texts of people, or is made inside a folder that is noted itself. */
export const notNoted: Unfinished = {
  note: async () => {},
  async complete(_paths, giveNames) {
    await giveNames();
    return true;
  },
  areStopped: async () => false,
  forget: async () => {},
};

/** Undoes a transaction. */
class Stopped extends Error {}

function absolute(path: string) {
  return resolve(path);
}
