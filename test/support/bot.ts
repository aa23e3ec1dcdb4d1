import type { Kysely } from 'kysely';
import { expect, inject, onTestFinished } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import type { GatewayOptions } from '../../src/discord/gateway/gateway.ts';
import { serveHealth } from '../../src/health.ts';
import { interactionsRoute } from '../../src/interactions-route.ts';
import { createLogger } from '../../src/log.ts';
import { OasstClient } from '../../src/oasst/client.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { openDatabase } from '../../src/store/database.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { Detector } from '../../src/tasks/second-look/detector.ts';
import { type TestClock, testClock } from './clock.ts';
import { memoryDatabase } from './database.ts';
import { identifyAtOnce } from './identify-at-once.ts';
import { hasLearned } from './learned.ts';
import { migratedPostgresUrl } from './postgres.ts';
import { translator } from './scenes.ts';
import { type ScriptedBackend, scriptedBackend } from './scripted-backend.ts';

export type Scene = {
  sandbox: Sandbox;
  backend: ScriptedBackend;
  clock: TestClock;
  /** Somebody who has already agreed to take part, and has had all lessons. */
  contributor(name: string, locale?: string): Promise<Person>;
  /** Ends the bot, all its processes, as a crash would, without a word, and starts a new one on the same database. */
  restart(): Promise<void>;
  /** Ends the bot in order, and has nobody in its place. */
  stop(): Promise<void>;
  /** Ends the first bot in order once nothing is brought to it any more; others are in its place, and it finishes what it does. */
  retire(): Promise<void>;
  /** Starts one more process beside what runs, on the same database: both hear of everything, or are brought it in turn. */
  join(shards?: GatewayOptions['shards']): Promise<void>;
  /** Every line the bot has logged, from `trace` up. After the test none may hold a secret or what people wrote. */
  logged: string[];
  /** The bot's own database. */
  db: Kysely<Schema>;
  /** Why requests to the bot's own address were turned away, where interactions come there. */
  turnedAway: string[];
};

/** About the sandbox, and where the database is; in memory when left out. See `DatabaseSettings`. */
export type SceneOptions = SandboxOptions & {
  dataDir?: string;
  patienceMs?: number;
  /** Opens the one database for each process anew; all share one way to it when left out. */
  open?: () => Promise<Kysely<Schema>>;
  /** Whether sessions at the gateway begin one after the other, as in production; at once, when left out. */
  inTurn?: boolean;
  /** Which shards the first bot runs; all, when left out. */
  shards?: GatewayOptions['shards'];
  /** What tells the languages of texts; nobody does, when left out. */
  detector?: Detector;
  /** A whole backend that is reached over the network, in place of the one that does as the test says. */
  network?: { key: string; fetch: typeof globalThis.fetch };
  /** How interactions come: as the run of tests has it, when left out. */
  door?: 'gateway' | 'http';
};

const KEY = 'key-of-the-backend';
/** How long an orderly end may take, by a clock that stands still meanwhile. */
const PATIENCE_MS = 1_000;

/**
 * The whole bot, wired as in production, in a sandbox, before a backend that does as the test says. The application
 * belongs to `Owner`.
 */
export async function botWith(tasks: object[] = [], options: SceneOptions = {}): Promise<Scene> {
  const clock = testClock(() => sandbox.clock.advance(0));
  const people = [{ name: 'Owner', admin: true }];
  const {
    dataDir,
    patienceMs,
    shards: _own,
    door = inject('door'),
    detector,
    open,
    inTurn,
    network,
    ...about
  } = options;
  const sandbox = await startSandbox({ now: clock.now, people, ...about });
  const backend = scriptedBackend(tasks);
  const { key, fetch } = network ?? { key: KEY, fetch: backend.fetch };
  const first = dataDir === undefined ? await freshDatabase() : () => openDatabase({ dataDir, patienceMs });
  const db = await (open ?? first)();
  const ways = [db];
  // only where there is a server can each process have a way of its own
  const ownWay = open ?? (inject('database') === 'postgres' && dataDir === undefined ? first : undefined);
  const logged: string[] = [];
  const log = createLogger('trace', { write: (line) => logged.push(line) });
  const turnedAway: string[] = [];
  const webhook = { publicKey: sandbox.webhook.publicKey, turnedAway: (why: string) => turnedAway.push(why) };
  let nonces = 0;
  const start = (shards = options.shards, way = db) =>
    startBot({
      discord: {
        token: sandbox.token,
        api: sandbox.apiUrl,
        ...(inTurn ? {} : { identifyThrottler: identifyAtOnce }),
        shards,
        ...(door === 'http' ? { webhook } : {}),
      },
      ownerIds: [],
      db: way,
      oasst: new OasstClient({ url: 'http://backend.test', key, fetch }),
      rules: protocolRules,
      clock,
      random: () => 0.5,
      processId: crypto.randomUUID(),
      nonce: () => {
        nonces += 1;
        return String(nonces);
      },
      observer: { answered() {} },
      log,
      detector,
    });
  /** By their places, in which one may follow another. */
  const running: Bot[] = [];
  const addresses: string[] = [];
  async function begin(more = options.shards): Promise<void> {
    const place = running.length;
    const way = place === 0 ? db : ((await ownWay?.()) ?? db);
    if (way !== db) ways.push(way);
    running.push(await start(more, way));
    if (door !== 'http') return;
    addresses.push(await addressOf(() => at(place)));
    await sandbox.webhook.bringTo(addresses);
  }
  function at(place: number): Bot {
    const bot = running[place];
    if (!bot) throw new TypeError(`there is no bot ${place}`);
    return bot;
  }
  for (let count = 0; count < (door === 'http' ? inject('processes') : 1); count += 1) await begin();
  async function end(one: Bot) {
    const stopped = one.stop(0);
    clock.advance(0); // its grace, too, is over only when the clock says so
    await stopped;
  }
  onTestFinished(async () => {
    for (const one of running) await end(one);
    for (const way of ways) await way.destroy();
    await sandbox.close();
    expect(secretsIn(logged, [sandbox.token, key, ...tokensOf(sandbox), ...wordsSent(backend)])).toEqual([]);
  });

  return {
    sandbox,
    backend,
    clock,
    logged,
    db,
    turnedAway,
    async contributor(name, locale = 'en-US') {
      const person = sandbox.person(name, { locale });
      await hasLearned(db, person);
      await person.command('task');
      await person.click(translator.words(locale)('button.agree'));
      return person;
    },
    async restart() {
      for (const one of running) await one.leave();
      for (const place of running.keys()) running[place] = await start(options.shards, ways[place]);
    },
    async stop() {
      for (const one of running) await end(one);
    },
    async retire() {
      addresses.shift();
      if (addresses.length > 0) await sandbox.webhook.bringTo(addresses);
      await at(0).stop(PATIENCE_MS);
    },
    join: (more) => begin(more),
  };
}

/** Opens a database that lives as long as the test, of the kind that this run of tests is about. */
async function freshDatabase(): Promise<() => Promise<Kysely<Schema>>> {
  if (inject('database') !== 'postgres') return memoryDatabase;
  const url = await migratedPostgresUrl();
  return async () => connectPostgres(url, () => {});
}

/** Has Discord bring interactions to an address of the bot's own, as it is at the time. */
export async function bringTo(sandbox: Sandbox, bot: () => Pick<Bot, 'receive'>): Promise<void> {
  await sandbox.webhook.bringTo([await addressOf(bot)]);
}

/** Where interactions can be brought to a bot, as it is at the time, until the test is over. */
async function addressOf(bot: () => Pick<Bot, 'receive'>): Promise<string> {
  const route = interactionsRoute(() => bot().receive);
  const server = await serveHealth(route, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${server.port}/interactions`;
}

/** The tokens of all interactions the bot has answered. */
function tokensOf({ requests }: Sandbox): string[] {
  return requests
    .all()
    .flatMap(({ path }) => /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.[1] ?? []);
}

/** What people wrote and the backend got. */
function wordsSent({ received }: ScriptedBackend): string[] {
  return received.flatMap(({ body }) => {
    const { text = '', reason = '' } = Object(body) as { text?: string; reason?: string };
    return [text, reason].filter((words) => words.length > 5);
  });
}

function secretsIn(lines: readonly string[], secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => lines.some((line) => line.includes(secret)));
}
