import type { Kysely } from 'kysely';
import { pino } from 'pino';
import type { Person } from '../../sandbox/driver/person.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts';
import { assemble } from '../../src/backend/backend.ts';
import { settleAll } from '../../src/backend/jobs/settle-all.ts';
import { trustedKey } from '../../src/backend/keys/clients.ts';
import type { Settings } from '../../src/backend/settings/settings.ts';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import type { Clock } from '../../src/clock.ts';
import type { CollectionFiles } from '../../src/collection/files/parts.ts';
import { filesOf } from '../../src/dataset/in-process.ts';
import { forgettingInFiles } from '../../src/forget-in-files.ts';
import { OasstClient } from '../../src/oasst/client.ts';
import { inProcess } from '../../src/oasst/in-process.ts';
import { type GroupSettings, openDatabase } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { Detector } from '../../src/tasks/second-look/detector.ts';
import { bringTo } from './bot.ts';
import { identifyAtOnce } from './identify-at-once.ts';
import { hasLearned } from './learned.ts';

const KEY = 'key-of-the-embedded-backend';

export type House = {
  sandbox: Sandbox;
  db: Kysely<Schema>;
  /** Somebody who has agreed to take part and has dismissed what they were given. */
  contributor(name: string): Promise<Person>;
  /** Whether a call to Discord or to the backend is under way. */
  isCalling(): boolean;
  /** Resolves when what follows from other settings is done. */
  settled(): Promise<void>;
  /** Ends the bot as a crash would, without a word, and starts a new one on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type HouseOptions = {
  /** Folder of the one database. */
  dataDir: string;
  clock: Clock;
  /** All chance there is, the backend's and the bot's. */
  random: () => number;
  newId?: () => string;
  settings?: Partial<Settings>;
  /** Told of each call to the backend. */
  asked?: () => void;
  channels?: string[];
  /** More that the sandbox serves, such as its page. */
  routes?: SandboxOptions['routes'];
  /** The names of the server's roles. */
  roles?: string[];
  /** Has commits taken to the disk in groups; each waits for the disk when left out. */
  groups?: GroupSettings;
  /** What tells the languages of texts; nobody does, when left out. */
  detector?: Detector;
  /** How interactions come; over the gateway when left out. */
  door?: 'gateway' | 'http';
  /** The collection as files, as the test has them. */
  files?: (files: CollectionFiles) => CollectionFiles;
};

/** The bot in a sandbox with the embedded backend in its own process and database, as `npm start` runs it. */
export async function botWithBackend({
  dataDir,
  clock,
  random,
  newId,
  settings,
  asked,
  channels,
  routes,
  roles,
  groups,
  detector,
  door = 'gateway',
  files = (own) => own,
}: HouseOptions): Promise<House> {
  const sandbox = await startSandbox({
    now: clock.now,
    people: [{ name: 'Owner', admin: true }],
    ...(channels ? { channels } : {}),
    ...(roles ? { roles } : {}),
    ...(routes ? { routes } : {}),
  });
  const db = await openDatabase({ dataDir, groups });
  const log = pino({ level: 'silent' });
  const { app, rules, backend } = assemble({
    db,
    now: clock.now,
    random,
    keys: [trustedKey(KEY)],
    log,
    ...(settings ? { settings } : {}),
    ...(newId ? { newId } : {}),
  });
  let calls = 0;
  let settled: Promise<void> = Promise.resolve();
  backend.live.onChange(() => {
    settled = settled.then(() => settleAll(backend));
  });
  const webhook = { publicKey: sandbox.webhook.publicKey, turnedAway: () => {} };
  const start = () =>
    startBot({
      forgetInFiles: forgettingInFiles({ db, dataDir, clock, log }),
      discord: {
        token: sandbox.token,
        api: sandbox.apiUrl,
        identifyThrottler: identifyAtOnce,
        ...(door === 'http' ? { webhook } : {}),
      },
      ownerIds: [],
      db,
      oasst: new OasstClient({
        url: 'http://embedded',
        key: KEY,
        carriedBy: inProcess,
        fetch: async (input, init) => {
          asked?.();
          calls += 1;
          try {
            return await app.request(new Request(input, init));
          } finally {
            calls -= 1;
          }
        },
      }),
      rules,
      clock,
      random,
      nonce: counter(),
      processId: 'the only one',
      files: files(filesOf(db, { dataDir, url: undefined }, clock.now)),
      observer: { answered() {} },
      log,
      detector,
    });
  let bot: Bot = await start();
  if (door === 'http') await bringTo(sandbox, () => bot);
  return {
    sandbox,
    db,
    async contributor(name) {
      const person = sandbox.person(name);
      await hasLearned(db, person);
      await person.command('task');
      await person.click('I agree');
      await person.dismiss();
      return person;
    },
    isCalling: () => calls > 0 || sandbox.requests.open() > 0,
    settled: () => settled,
    async restart() {
      await bot.leave();
      bot = await start();
    },
    async close() {
      await bot.stop(0);
      await settled;
      await db.destroy();
      await sandbox.close();
    },
  };
}

function counter() {
  let count = 0;
  return () => {
    count += 1;
    return String(count);
  };
}
