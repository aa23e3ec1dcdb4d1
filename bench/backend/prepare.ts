import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createBackend } from '../../src/backend/backend.ts';
import type { Db } from '../../src/backend/db.ts';
import { trustedKey } from '../../src/backend/keys/clients.ts';
import { defaults } from '../../src/backend/settings/settings.ts';
import { openDatabase } from '../../src/store/database.ts';
import { exists } from '../../src/store/exists.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { seededIds, seededRandom } from '../../test/support/random.ts';
import { buildCollection } from './collection.ts';
import type { Call, Look } from './crowd.ts';
import { inBulk } from './in-bulk.ts';
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

/** A backend over a built collection in a file of the folder, opened as in production. One that is there is taken as it is. */
export async function prepare(folder: string, size: number): Promise<Prepared> {
  const file = join(folder, 'bot.sqlite');
  const random = seededRandom(size);
  const begun = performance.now();
  if (!(await exists(file))) await build(folder, size, random);
  const ms = performance.now() - begun;
  const database = await openSqliteFile(file);
  const [messages, people] = ['backend_messages', 'backend_users'].map((table) => rowsIn(database, table));
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
    people: people ?? 0,
    built: { messages: messages ?? 0, ms },
    database,
    db,
    close: () => db.destroy(),
  };
}

/** The file gets its name when all of it is there. */
async function build(folder: string, size: number, random: () => number) {
  const unfinished = join(folder, 'unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await (await openDatabase({ dataDir: unfinished })).destroy();
  const database = await openSqliteFile(join(unfinished, 'bot.sqlite'));
  const newId = seededIds(random);
  const people = Array.from({ length: Math.max(100, Math.round(size / 50)) }, newId);
  const building = { add: rowAdder(database), random, newId, now: Date.now(), people };
  inBulk(database, () => buildCollection(building, size));
  database.close();
  for (const name of await readdir(unfinished)) await rename(join(unfinished, name), join(folder, name));
  await rm(unfinished, { recursive: true });
}

function rowsIn(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`select count(*) as rows from ${table}`).get()?.rows);
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
