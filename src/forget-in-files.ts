import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { createBackend } from './backend/backend.ts';
import { trustedKey } from './backend/keys/clients.ts';
import type { Clock } from './clock.ts';
import { forgetInExports } from './dataset/forget-in-exports.ts';
import { OasstClient } from './oasst/client.ts';
import { inProcess } from './oasst/in-process.ts';
import type { Forgotten } from './people/erasure/parts.ts';
import { forgetThere } from './people/erasure/steps.ts';
import { clearUnfinished } from './store/clear-unfinished.ts';
import { databaseCopies, holdsTrace, rewriteCopy } from './store/database-copies.ts';
import type { Schema } from './store/schema.ts';
import { emptyTexts, forgetSessions } from './tasks/session/erase.ts';

/** `db` is the one in which all that is being made is noted. */
export type FilesParts = { db: Kysely<Schema>; dataDir: string; clock: Clock; log: Logger };

/**
 * Deletes what is being made of people's texts, or was when its process died, wherever it lies; and forgets somebody in the exports
 * and in the copies of the database that lie in the data folder: backups, and what a restore or a rescue has left. Each copy is rewritten, and stays as good a backup as before for everybody else; in one that knows nothing of them,
 * nothing is changed.
 */
export function forgettingInFiles({ db: around, dataDir, clock, log }: FilesParts) {
  /** Whether any copy had to be rewritten. */
  async function forgetInCopies(forgotten: Forgotten, traces: readonly string[]): Promise<boolean> {
    let hasRewritten = false;
    for (const file of await databaseCopies(dataDir)) {
      if (!(await holdsTrace(file, traces))) continue;
      await rewriteCopy(file, async (db) => {
        const key = randomBytes(16).toString('hex');
        const app = createBackend({ db, now: clock.now, random: Math.random, keys: [trustedKey(key)], log });
        const fetch: typeof globalThis.fetch = async (input, init) => app.request(new Request(input, init));
        const oasst = new OasstClient({ url: 'http://embedded', key, fetch, carriedBy: inProcess });
        await forgetThere({ db, oasst, forgetSessions, emptyTexts }, forgotten, clock.now());
      });
      hasRewritten = true;
      log.info('a backup was written anew without somebody who is to be forgotten');
    }
    return hasRewritten;
  }

  return async (forgotten: Forgotten): Promise<void> => {
    await clearUnfinished(around);
    if (dataDir === ':memory:') return;
    const traces = [...forgotten.ids, ...(forgotten.mode === 'erase' ? forgotten.texts : [])];
    // what is renamed while it is rewritten, as a backup is that has just been made, is found the second time
    if (await forgetInCopies(forgotten, traces)) await forgetInCopies(forgotten, traces);
    const exports = await forgetInExports(dataDir, traces);
    if (exports > 0)
      log.info({ exports }, 'exports were written anew without somebody who is to be forgotten');
  };
}
