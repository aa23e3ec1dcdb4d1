import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createBackend } from '../../src/backend/backend.ts';
import type { Db } from '../../src/backend/db.ts';
import { trustedKey } from '../../src/backend/keys/clients.ts';
import { defaults } from '../../src/backend/settings/settings.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { seededIds, seededRandom } from '../../test/support/random.ts';
import { buildCollection } from './collection.ts';
import type { Call, Look } from './crowd.ts';
import { createQueryLog, type QueryLog } from './plans.ts';
import { rowAdder } from './rows.ts';

const KEY = 'bench';
const endless = { most: Number.MAX_SAFE_INTEGER, ms: 1_000 };
const settings = {
  ...defaults,
  limits: { person: endless, assistantReply: endless, prompterReply: endless, withoutPerson: endless },
  skipLimit: Number.MAX_SAFE_INTEGER,
};

export type Prepared = {
  call: Call;
  look: Look;
  /** Looks at a backend on the same database that has nothing in memory yet. */
  fresh: () => Look;
  /** The same, with every statement noted. */
  noted: { call: Call; look: Look; log: QueryLog };
  /** How many people there are. */
  people: number;
  built: { messages: number; ms: number };
  database: DatabaseSync;
  db: Db;
  close(): Promise<void>;
};

/** A backend over a built collection in a file of the folder, opened as in production. */
export async function prepare(folder: string, size: number): Promise<Prepared> {
  await (await openDatabase({ dataDir: folder })).destroy();
  const database = await openSqliteFile(join(folder, 'bot.sqlite'));
  const random = seededRandom(size);
  const newId = seededIds(random);
  const begun = performance.now();
  const people = Array.from({ length: Math.max(100, Math.round(size / 50)) }, newId);
  database.exec('begin');
  const messages = buildCollection({ add: rowAdder(database), random, newId, now: Date.now(), people }, size);
  database.exec('commit');
  const built = { messages, ms: performance.now() - begun };
  database.exec('pragma wal_checkpoint(truncate)');

  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
  const log = createQueryLog();
  const notedDb = new Kysely<Schema>({
    dialect: new NodeSqliteDialect(database),
    log: (event) => log.note(event),
  });
  return {
    ...accessTo(db, random),
    fresh: () => accessTo(db, random).look,
    noted: { ...accessTo(notedDb, random), log },
    people: people.length,
    built,
    database,
    db,
    close: () => db.destroy(),
  };
}

function accessTo(db: Db, random: () => number): { call: Call; look: Look } {
  const app = createBackend({
    db,
    now: Date.now,
    random,
    keys: [trustedKey(KEY)],
    settings,
    log: { error: report },
  });
  return {
    call: async (path, body, headers = {}) =>
      app.request(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': KEY, ...headers },
        body: JSON.stringify(body),
      }),
    look: async (path) => app.request(`/api/v1${path}`, { headers: { 'x-api-key': KEY } }),
  };
}

function report(details: object, message: string) {
  process.stderr.write(`${message} ${JSON.stringify(details)}\n`);
}
