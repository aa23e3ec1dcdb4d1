import { Kysely } from 'kysely';
import pg from 'pg';
import { explainPostgres } from './explain.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { OwnSchemaDialect } from './postgres-dialect.ts';
import type { Schema } from './schema.ts';

/** How long a connection may take, in milliseconds. */
const PATIENCE_MS = 5_000;
const STATEMENT_MS = 15_000;
const IDLE_IN_TRANSACTION_MS = 30_000;

/** Told of a connection that broke; the next query gets a fresh one. */
export type OnBroken = (error: Error) => void;

/** Connects to PostgreSQL and brings its schema up to date. Throws StoreError, NewerSchema. */
export async function openPostgres(
  url: string,
  onBroken: OnBroken,
  patienceMs = PATIENCE_MS,
): Promise<Kysely<Schema>> {
  try {
    const patient = connect(url, onBroken, { max: 1, connectionTimeoutMillis: patienceMs }); // a migration may take as long as it takes
    await migrate(patient, migrations).finally(() => patient.destroy());
  } catch (error) {
    throw explainPostgres(error, url);
  }
  return connectPostgres(url, onBroken, patienceMs);
}

/** A pool of connections to a database whose schema is up to date; the first query opens one. */
export function connectPostgres(url: string, onBroken: OnBroken, patienceMs = PATIENCE_MS): Kysely<Schema> {
  return connect(url, onBroken, {
    connectionTimeoutMillis: patienceMs,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
}

function connect(url: string, onBroken: OnBroken, limits: pg.PoolConfig) {
  const pool = new pg.Pool({
    connectionString: url,
    keepAlive: true,
    fallback_application_name: 'oasst-discord-bot',
    types: { getTypeParser },
    ...limits,
  });
  pool.on('error', onBroken);
  pool.on('connect', (client) => client.on('error', onBroken)); // the pool listens only while it is idle
  return new Kysely<Schema>({ dialect: new OwnSchemaDialect({ pool }) });
}

const numbers: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

/** `bigint`, counts and sums arrive as numbers, as they do from SQLite. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) =>
  numbers.includes(oid) && format !== 'binary' ? Number : pg.types.getTypeParser(oid, 'text');
