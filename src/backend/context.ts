import type { Kysely, Transaction } from 'kysely';
import type { Registry } from 'prom-client';
import type { Schema } from '../store/schema.ts';
import type { Clients } from './clients.ts';
import type { FirstPlaces } from './first-places.ts';
import type { Limiter } from './limiter.ts';
import type { Random } from './rules/choice.ts';
import type { Settings } from './settings.ts';

/** The database, or a transaction on it. */
export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;

/** What the backend needs to know of a logger; pino's fits. */
export type Log = { error(details: object, message: string): void };

/** What every part of the backend works with. */
export type Backend = {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
  random: Random;
  /** A fresh UUID. */
  newId: () => string;
  settings: Settings;
  clients: Clients;
  limiter: Limiter;
  firstPlaces: FirstPlaces;
  log: Log;
  /** Where figures for Prometheus are kept. */
  metrics: Registry;
};
