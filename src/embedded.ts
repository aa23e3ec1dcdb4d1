import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { openBackend } from './backend/backend.ts';
import type { Scheduler } from './backend/jobs/scheduler.ts';
import { trustedKey } from './backend/keys/clients.ts';
import { seedSamples } from './backend/samples/seed.ts';
import { allKinds } from './backend/settings/settings.ts';
import { readSettings } from './backend/settings/settings-input.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { OasstClient } from './oasst/client.ts';
import { inProcess } from './oasst/in-process.ts';
import type { BackendRules } from './oasst/rules.ts';
import { explainStore } from './store/explain.ts';
import { isStoreFault } from './store/fault.ts';
import type { Schema } from './store/schema.ts';

/** Where tasks come from. */
export type TaskSource = { oasst: OasstClient; rules: BackendRules; scheduler?: Scheduler };

export type SourceParts = {
  db: Kysely<Schema>;
  clock: Clock;
  log: Logger;
  /** What counts for `PORT`; undefined where nothing is served. */
  serving:
    | { metrics: Registry; measured(fetch: typeof globalThis.fetch): typeof globalThis.fetch }
    | undefined;
};

/**
 * Reads the rules of the embedded backend, and gives what opens it on our own database.
 * @throws SettingsError
 */
export async function readEmbedded({
  database,
  samples,
}: Pick<Config, 'database' | 'samples'>): Promise<(parts: SourceParts) => Promise<TaskSource>> {
  const settings = await readSettings({ dataDir: database.dataDir, base: allKinds });
  return async ({ db, clock, log, serving }) => {
    if (samples && (await seed(database, db))) log.info('sample tasks were put into the empty collection');
    const key = randomBytes(16).toString('hex'); // nobody else can reach it
    const keys = [trustedKey(key)];
    const { app, rules, scheduler } = await openBackend({
      db,
      clock,
      random: Math.random,
      keys,
      log,
      settings,
      ...(serving ? { metrics: serving.metrics } : {}),
    });
    const fetch: typeof globalThis.fetch = async (input, init) => app.fetch(new Request(input, init));
    const measured = serving?.measured(fetch) ?? fetch;
    const oasst = new OasstClient({ url: 'http://embedded', key, fetch: measured, carriedBy: inProcess });
    return { oasst, rules, scheduler };
  };
}

async function seed(place: Config['database'], db: Kysely<Schema>): Promise<boolean> {
  try {
    return await seedSamples(db, Date.now);
  } catch (error) {
    throw isStoreFault(error) ? explainStore(error, place) : error;
  }
}
