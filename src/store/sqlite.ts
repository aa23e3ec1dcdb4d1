import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { setImmediate as nextRound } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  SelectQueryNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { wordsOf } from '../text.ts';
import type { GroupCommits } from './group-commits.ts';
import { createGate } from './in-order.ts';
import { whenFree } from './sqlite-busy.ts';
import { StablePlanCompiler } from './sqlite-compiler.ts';

/** How long another process may hold the file before what wants it fails, in milliseconds. */
const PATIENCE_MS = 5_000;
const STATEMENTS_KEPT = 200;
const CACHE_MIB = 64; // at most; SQLite’s own 2 MiB is less than the indexes of a large collection
const CHECKPOINT_PAGES = 4_000; // 16 MiB: four times SQLite’s own, because whoever is there waits for a checkpoint

export type FileOptions = { patienceMs?: number | undefined; cacheMiB?: number | undefined };

/**
 * Opens (or creates) an SQLite file, or `:memory:`, so that what is committed survives a power cut. A file that another
 * process holds is waited for. No more than `cacheMiB` of it are held in memory.
 */
export async function openSqliteFile(
  file: string,
  { patienceMs = PATIENCE_MS, cacheMiB = CACHE_MIB }: FileOptions = {},
): Promise<DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: 0 }); // waiting inside SQLite would stop the event loop
  try {
    await whenFree(patienceMs, () => database.exec('pragma journal_mode = wal'));
    await whenFree(patienceMs, () => database.exec('pragma synchronous = full; pragma foreign_keys = on'));
    database.function('contains_folded', { deterministic: true }, containsFolded);
    database.function('words_of', { deterministic: true }, (text) => wordsOf(String(text)));
    database.exec(`pragma cache_size = -${cacheMiB * 1024}; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whether a text holds another, whatever the case: SQLite's own `lower` and `like` know nothing but ASCII. */
function containsFolded(text: SQLOutputValue, part: SQLOutputValue): number {
  return String(text).toLowerCase().includes(String(part).toLowerCase()) ? 1 : 0;
}

export type SqliteOptions = {
  patienceMs?: number | undefined;
  /** Has commits taken to the disk in groups, which whoever needs them there asks for; else each waits for the disk itself. */
  commits?: GroupCommits | undefined;
};

/** Kysely on `node:sqlite`: transactions take the write lock up front, and a busy file is waited for. */
export class NodeSqliteDialect extends SqliteDialect {
  #driver: SqliteDriver;
  #commits: GroupCommits | undefined;

  constructor(database: DatabaseSync, { patienceMs = PATIENCE_MS, commits }: SqliteOptions = {}) {
    const adapted = adapt(database);
    super({ database: adapted });
    if (commits) database.exec('pragma synchronous = normal');
    this.#commits = commits;
    this.#driver = new ImmediateDriver(database, adapted, patienceMs, commits);
  }

  override createDriver() {
    return this.#driver;
  }

  override createQueryCompiler() {
    return new StablePlanCompiler();
  }

  override createAdapter() {
    return new SqliteFileAdapter(this.#commits);
  }
}

/** What is special about an SQLite file. */
export class SqliteFileAdapter extends SqliteAdapter {
  readonly commits: GroupCommits | undefined;

  constructor(commits: GroupCommits | undefined) {
    super();
    this.commits = commits;
  }

  override get supportsTransactionalDdl() {
    return true; // Kysely says no, SQLite says yes: https://www.sqlite.org/lang_transaction.html
  }

  override get supportsMultipleConnections() {
    return true; // there is one, and the driver has whoever wants it wait in order
  }
}

class ImmediateDriver extends SqliteDriver {
  #database: DatabaseSync;
  #patienceMs: number;
  #commits: GroupCommits | undefined;
  #connection: DatabaseConnection | undefined;
  #gate = createGate();

  constructor(
    database: DatabaseSync,
    adapted: SqliteDatabase,
    patienceMs: number,
    commits: GroupCommits | undefined,
  ) {
    super({ database: adapted });
    this.#database = database;
    this.#patienceMs = patienceMs;
    this.#commits = commits;
  }

  override async acquireConnection() {
    await this.#gate.enter();
    this.#connection ??= this.#noting(patient(await super.acquireConnection(), this.#patienceMs));
    return this.#connection;
  }

  override async releaseConnection() {
    this.#gate.leave();
  }

  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A commit that waits for the disk has held the event loop: whoever came meanwhile is heard before more is written. */
  override async commitTransaction(connection: DatabaseConnection) {
    await super.commitTransaction(connection);
    if (!this.#commits) await nextRound();
  }

  override async rollbackTransaction(connection: DatabaseConnection) {
    // a full disk makes SQLite roll back by itself: https://www.sqlite.org/lang_transaction.html
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }

  /** What is not asked for any more is taken to the disk at the end. */
  override async destroy() {
    try {
      await this.#commits?.onDisk();
    } finally {
      await super.destroy();
      await this.#commits?.close();
    }
  }

  /** Notes whatever may have been a commit: all that is not a query, outside of a transaction. */
  #noting(connection: DatabaseConnection): DatabaseConnection {
    const [database, commits] = [this.#database, this.#commits];
    if (!commits) return connection;
    return {
      ...connection,
      async executeQuery<R>(query: CompiledQuery) {
        const result = await connection.executeQuery<R>(query);
        if (!SelectQueryNode.is(query.query) && !database.isTransaction) commits.made();
        return result;
      },
    };
  }
}

/** A statement refused as busy has done nothing, so it can be tried again; in a transaction only `begin` can be. */
function patient(connection: DatabaseConnection, patienceMs: number): DatabaseConnection {
  return {
    executeQuery: (query) => whenFree(patienceMs, () => connection.executeQuery(query)),
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = kept.get(sql) ?? prepare(database, sql);
      if (sql.startsWith('pragma')) return statement; // takes effect when it is prepared, not when it runs
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/** `node:sqlite` knows neither booleans nor `undefined`, and would store the number 5 as the real 5.0. */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  return value as SQLInputValue; // anything else that SQLite cannot hold is refused by node:sqlite
}
