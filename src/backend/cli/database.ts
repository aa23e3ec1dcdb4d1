import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { type DatabaseSettings, openDatabase } from '../../store/database.ts';
import { databasePlace } from '../../store/place.ts';
import type { Schema } from '../../store/schema.ts';
import type { Surroundings } from './options.ts';

/**
 * Opens the database that a command is about; whoever asks ends it with `destroy()`.
 * @throws StoreError when it cannot be used
 */
export function openAt(
  { folder, databaseUrl }: Surroundings,
  log: Logger,
  groups?: DatabaseSettings['groups'],
): Promise<Kysely<Schema>> {
  return openDatabase({ dataDir: folder, url: databaseUrl, log, groups });
}

/** What that database is called when people are told of it; a path, where it is SQLite. */
export function placeOf({ folder, databaseUrl }: Surroundings): string {
  return databasePlace({ dataDir: folder, url: databaseUrl });
}
