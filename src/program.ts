import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { openBackend } from './backend/backend.ts';
import type { Scheduler } from './backend/jobs/scheduler.ts';
import { trustedKey } from './backend/keys/clients.ts';
import { seedSamples } from './backend/samples/seed.ts';
import { allKinds, defaults, type Settings } from './backend/settings/settings.ts';
import { readSettings, SettingsError } from './backend/settings/settings-input.ts';
import { type Bot, startBot } from './bot.ts';
import { countInteractions, countTurnedAway, watchBacklog } from './bot-metrics.ts';
import { systemClock } from './clock.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { inviteLink, personalLink, whyNoLogin } from './discord/login.ts';
import { END_WITHIN_MS, type Host as EndingHost, endInOrder } from './ending.ts';
import { type HealthServer, healthApp, PortUnavailable, serveHealth } from './health.ts';
import { interactionsRoute } from './interactions-route.ts';
import { createLogger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { OasstClient } from './oasst/client.ts';
import { type BackendRules, protocolRules } from './oasst/rules.ts';
import { openDatabase } from './store/database.ts';
import { StoreError } from './store/errors.ts';
import { explainStore } from './store/explain.ts';
import { isStoreFault } from './store/fault.ts';
import { takesWrites } from './store/mark.ts';
import { type Presence, presenceOf, rescueTo, watchPresence } from './store/presence.ts';
import type { Schema } from './store/schema.ts';
import { forTerminal } from './terminal.ts';

const EX_CONFIG = 78; // sysexits.h

/** The process that the bot is. */
export type Host = EndingHost & {
  env: Readonly<Record<string, string | undefined>>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
};

/** Runs the bot until a signal comes, or Discord is lost, and then ends the process. Why it cannot start is told. */
export async function runBot(host: Host): Promise<void> {
  try {
    await run(readConfig(host.env), host);
  } catch (error) {
    const sentences = sentencesFor(error);
    if (sentences) host.stderr.write(`${forTerminal(sentences.join('\n'))}\n`);
    else createLogger('fatal').fatal({ err: error }, 'the bot could not start');
    host.exit(error instanceof ConfigError || error instanceof SettingsError ? EX_CONFIG : 1);
  }
}

async function run(config: Config, host: Host): Promise<void> {
  const log = createLogger(config.logLevel);
  const { dataDir } = config.database;
  const { token, apiUrl: api, guildId, publicKey } = config.discord;
  const settings = config.oasst ? defaults : await readSettings({ dataDir, base: allKinds });
  const state: { bot?: Bot; health?: HealthServer; scheduler?: Scheduler; watch?: { stop(): void } } = {};
  const close = async () => {
    state.watch?.stop();
    await state.health?.close();
    await state.scheduler?.stop();
    await db.destroy();
  };
  const finish = async () => {
    if (!state.bot) return; // nothing has begun
    await state.bot.stop(END_WITHIN_MS - 1_000);
    await close();
  };
  const end = endInOrder({ host, finish, clock: systemClock, log });
  const metrics = createMetrics();
  const db = await openDatabase({ ...config.database, log });
  watchBacklog(metrics, db, Date.now);
  const isThere = await presenceOf(config.database);
  state.watch = watchPresence(isThere, systemClock, async () => {
    const message = await rescued(db, dataDir);
    log.fatal(message);
    host.stderr.write(`${forTerminal(message)}\n`);
    end(1);
  });
  try {
    const { host: address, port } = config.listen;
    if (port !== undefined)
      state.health = await serve({ host: address, port }, { metrics, db, isThere }, state);
    const { oasst, rules, scheduler } = await backendOf(config, settings, { db, log, metrics });
    if (scheduler) state.scheduler = scheduler;
    state.bot = await startBot({
      discord: {
        token,
        api,
        guildId,
        webhook: publicKey === undefined ? undefined : { publicKey, turnedAway: countTurnedAway(metrics) },
      },
      ownerIds: config.ownerIds,
      db,
      oasst,
      rules,
      clock: systemClock,
      random: Math.random,
      nonce: () => randomBytes(4).toString('hex'),
      observer: countInteractions(metrics),
      log,
    });
  } catch (error) {
    await close();
    throw error;
  }
  const { id, forPeople } = state.bot.application;
  host.stdout.write(`Add the bot to a server: ${inviteLink(id)}\n`);
  if (forPeople) host.stdout.write(`Add it to yourself, for wherever you are: ${personalLink(id)}\n`);

  const { message } = await state.bot.lost;
  log.fatal(message);
  host.stderr.write(`${forTerminal(message)}\n`);
  end(1);
}

/** The backend tasks come from: one on the network, or the embedded one on our own database. */
async function backendOf(
  { oasst, database, samples }: Config,
  settings: Settings,
  { db, log, metrics }: { db: Kysely<Schema>; log: Logger; metrics: Registry },
): Promise<{ oasst: OasstClient; rules: BackendRules; scheduler?: Scheduler }> {
  if (oasst) return { oasst: new OasstClient(oasst), rules: protocolRules };
  if (samples && (await seed(database, db))) log.info('sample tasks were put into the empty collection');
  const key = randomBytes(16).toString('hex'); // nobody else can reach it
  const keys = [trustedKey(key)];
  const parts = { db, clock: systemClock, random: Math.random, keys, log, settings, metrics };
  const { app, rules, scheduler } = openBackend(parts);
  const fetch: typeof globalThis.fetch = async (input, init) => app.request(new Request(input, init));
  return { oasst: new OasstClient({ url: 'http://embedded', key, fetch }), rules, scheduler };
}

async function seed(place: Config['database'], db: Kysely<Schema>): Promise<boolean> {
  try {
    return await seedSamples(db, Date.now);
  } catch (error) {
    throw isStoreFault(error) ? explainStore(error, place) : error;
  }
}

function serve(
  at: { host: string; port: number },
  { metrics, db, isThere }: { metrics: Registry; db: Kysely<Schema>; isThere: Presence },
  state: { bot?: Bot },
) {
  const checks = {
    discord: () => state.bot?.isConnected() ?? false,
    database: async () => (await isThere()) && (await takesWrites(db, Date.now())),
  };
  const app = healthApp({ checks, metrics });
  app.route(
    '/',
    interactionsRoute(() => state.bot?.receive),
  );
  return serveHealth(app, at);
}

/** Saves what an open database holds whose file was deleted, and says where. */
async function rescued(db: Kysely<Schema>, dataDir: string): Promise<string> {
  const file = join(dataDir, `rescued-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.sqlite`);
  const gone = `The database ${join(dataDir, 'bot.sqlite')} was deleted or replaced while the bot ran.`;
  try {
    await rescueTo(db, file);
    return `${gone} All it held is in ${file}: take it back with npm run data -- restore ${file}`;
  } catch {
    return `${gone} What it held could not be saved; restore a backup with npm run data -- restore FILE`;
  }
}

/** What to print for a problem that whoever starts the bot can mend; undefined for any other. */
function sentencesFor(error: unknown): readonly string[] | undefined {
  if (error instanceof ConfigError || error instanceof SettingsError) return error.problems;
  if (error instanceof StoreError || error instanceof PortUnavailable) return [error.message];
  const why = whyNoLogin(error);
  return why === undefined ? undefined : [why];
}
