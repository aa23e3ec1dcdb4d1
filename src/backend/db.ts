import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';

/** The database, or a transaction on it. */
export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;
