import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterSettling } from './after-settling.ts';
import type { Scheduler } from './backend/jobs/scheduler.ts';
import { SettingsError } from './backend/settings/settings-error.ts';
import { type Bot, startBot } from './bot/bot.ts';
import { systemClock } from './clock.ts';
import type { CollectionFiles } from './collection/files/parts.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { Observer } from './discord/answering.ts';
import { inviteLink, personalLink, whyNoLogin } from './discord/login.ts';
import type { SourceParts, TaskSource } from './embedded.ts';
import { type Host as EndingHost, endInOrder } from './ending.ts';
import { leaving } from './leaving.ts';
import { createLogger } from './log.ts';
import { OasstClient } from './oasst/client.ts';
import { protocolRules } from './oasst/rules.ts';
import { PortUnavailable } from './port-unavailable.ts';
import type { Serving, ServingParts } from './serving.ts';
import { clearDeadFiles } from './store/clear-unfinished.ts';
import { openDatabase } from './store/database.ts';
import { StoreError } from './store/errors.ts';
import { openLogFile } from './store/log-file.ts';
import { onDisk } from './store/on-disk.ts';
import { presenceOf, rescueTo, watchPresence } from './store/presence.ts';
import type { Schema } from './store/schema.ts';
import { sharedClock } from './store/shared-clock.ts';
import { createDetector } from './tasks/second-look/detector.ts';
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

type Stopping = { stop(): void };

async function run(config: Config, host: Host): Promise<void> {
  const log = createLogger(config.logLevel);
  const { dataDir } = config.database;
  const { token, apiUrl: api, guildId, publicKey, shards } = config.discord;
  const detector = config.detectsLanguage ? createDetector(systemClock) : undefined;
  const openSource = await readSource(config);
  const state: { bot?: Bot; serving?: Serving; scheduler?: Scheduler; watch?: Stopping; clock?: Stopping } =
    {};
  const close = async () => {
    state.watch?.stop();
    state.clock?.stop();
    await state.serving?.server.close();
    await state.scheduler?.stop();
    await detector?.stop();
    await db.destroy();
  };
  const finish = async () => {
    if (!state.bot) return; // nothing has begun
    await stop();
    await close();
  };
  const { drain, stop } = leaving({ bot: () => state.bot, serving: () => state.serving, clock: systemClock });
  const end = endInOrder({ host, drain, finish, clock: systemClock, log });
  const failed = (error: unknown) => {
    const message = 'The disk did not take what was written to the database, so nothing more is written.';
    log.fatal({ err: error }, message);
    host.stderr.write(`${message}\n`);
    end(1);
  };
  const db = await openDatabase({ ...config.database, log, groups: { openLog: openLogFile, failed } });
  const isThere = await presenceOf(config.database);
  state.watch = watchPresence(isThere, systemClock, async () => {
    const message = await rescued(db, dataDir);
    log.fatal(message);
    host.stderr.write(`${forTerminal(message)}\n`);
    end(1);
  });
  try {
    const offBy = (ms: number) =>
      log.warn({ offByMs: ms }, 'the clock of this machine is not that of the database, which counts');
    const clock = await sharedClock(db, systemClock, offBy);
    state.clock = clock;
    for (const path of await clearDeadFiles(db))
      log.warn({ path }, 'what a process was making when it died could not be deleted');
    const serving = await serve(config.listen, { db, isThere, bot: () => state.bot });
    if (serving) {
      state.serving = serving;
      log.info({ host: config.listen.host, port: serving.server.port }, 'listening');
    }
    const { oasst, rules, scheduler } = await openSource({ db, clock, log, serving });
    if (scheduler) state.scheduler = scheduler;
    state.bot = await startBot({
      discord: {
        token,
        api,
        guildId,
        shards,
        webhook: publicKey && serving ? webhookBy(publicKey, serving) : undefined,
      },
      ownerIds: config.ownerIds,
      db,
      oasst,
      rules,
      clock,
      random: Math.random,
      nonce: () => randomBytes(4).toString('hex'),
      processId: randomUUID(),
      observer: serving?.observer ?? nobody,
      log,
      detector,
      backendHost: config.oasst && new URL(config.oasst.url).host,
      files: config.oasst ? undefined : filesLater(db, config.database),
      forgetInFiles: async (forgotten) => {
        const { forgettingInFiles } = await import('./forget-in-files.ts');
        await forgettingInFiles({ db, dataDir, clock, log })(forgotten);
      },
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

/** How old a signature of Discord's is, no database of ours has to say. */
function webhookBy(publicKey: string, { turnedAway }: Serving) {
  return { publicKey, turnedAway, clock: systemClock };
}

/** Where tasks come from. The embedded backend is loaded only where it is used. */
async function readSource(config: Config): Promise<(parts: SourceParts) => TaskSource | Promise<TaskSource>> {
  const { oasst } = config;
  if (oasst) {
    return ({ db, serving }) => {
      const fetch = afterSettling(globalThis.fetch, () => onDisk(db));
      const measured = serving?.measured(fetch) ?? fetch;
      return { oasst: new OasstClient({ ...oasst, fetch: measured }), rules: protocolRules };
    };
  }
  const { readEmbedded } = await import('./embedded.ts');
  return await readEmbedded(config);
}

/** What `PORT` serves; nothing of it is loaded where nothing is served. */
async function serve(
  { host, port }: Config['listen'],
  parts: Omit<ServingParts, 'at'>,
): Promise<Serving | undefined> {
  if (port === undefined) return undefined;
  const { openServing } = await import('./serving.ts');
  return await openServing({ at: { host, port }, ...parts });
}

/** Nobody counts where nobody can ask. */
const nobody: Observer = { answered() {} };

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

/** The collection as files; what makes these is loaded when somebody asks for one. */
function filesLater(db: Kysely<Schema>, place: Config['database']): CollectionFiles {
  const load = async () => (await import('./dataset/in-process.ts')).filesOf(db, place, systemClock.now);
  return {
    exportLines: async (wish) => (await load()).exportLines(wish),
    canBackUp: place.url === undefined,
    backUp: async (at) => (await load()).backUp(at),
    imports: {
      look: async (...asked) => (await load()).imports.look(...asked),
      take: async (...asked) => (await load()).imports.take(...asked),
    },
  };
}

/** What to print for a problem that whoever starts the bot can mend; undefined for any other. */
function sentencesFor(error: unknown): readonly string[] | undefined {
  if (error instanceof ConfigError || error instanceof SettingsError) return error.problems;
  if (error instanceof StoreError || error instanceof PortUnavailable) return [error.message];
  const why = whyNoLogin(error);
  return why === undefined ? undefined : [why];
}
