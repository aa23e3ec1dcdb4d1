import { join } from 'node:path';
import { Kysely } from 'kysely';
import { explainFolder, explainSqlite } from './explain.ts';
import { makeFolder } from './folder.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';
import { NodeSqliteDialect, openSqliteFile } from './sqlite.ts';

export type DatabaseSettings = {
  /** Folder of `bot.sqlite`, made when missing; `:memory:` for a database that lives as long as the connection. */
  dataDir: string;
  /** `postgres://…` instead of SQLite. */
  url?: string | undefined;
  log?: { warn(details: object, message: string): void };
};

/**
 * Opens the database and brings its schema up to date. The caller ends it with `destroy()`.
 * Throws StoreError, with one sentence to print, when it cannot be used; NewerSchema when a later version owns it.
 */
export async function openDatabase({ dataDir, url, log }: DatabaseSettings): Promise<Kysely<Schema>> {
  if (url === undefined) return openSqlite(dataDir);
  return openPostgres(url, (err) => log?.warn({ err }, 'a database connection broke'));
}

async function openSqlite(dataDir: string) {
  if (dataDir !== ':memory:') await makeDataFolder(dataDir);
  const file = dataDir === ':memory:' ? dataDir : join(dataDir, 'bot.sqlite');
  let database: Kysely<Schema> | undefined;
  try {
    database = new Kysely<Schema>({ dialect: new NodeSqliteDialect(await openSqliteFile(file)) });
    await migrate(database, migrations);
    return database;
  } catch (error) {
    await database?.destroy();
    throw explainSqlite(error, file);
  }
}

async function makeDataFolder(folder: string) {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw explainFolder(error, folder);
  }
}
