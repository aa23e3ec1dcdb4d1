import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openDatabase } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import type { Place } from './command-line.ts';
import { DatasetError } from './failures.ts';

/** Opens a collection that must be there. Throws DatasetError when it is not, StoreError when it cannot be used. */
export async function openCollection(place: Place): Promise<Kysely<Schema>> {
  if (place.url === undefined && !(await exists(place.dataDir))) throw await notThere(place.dataDir);
  return openDatabase(place);
}

/** Where a collection is, without a password. */
export function describePlace({ dataDir, url }: Place): string {
  return url === undefined ? join(dataDir, 'bot.sqlite') : 'the PostgreSQL database of DATABASE_URL';
}

async function notThere(dataDir: string) {
  const inside = join(dataDir, 'backend');
  const hint = (await exists(inside)) ? ` There is one in ${inside}: add --data-dir ${inside}` : '';
  return new DatasetError(`There is no collection in ${dataDir} (no bot.sqlite).${hint}`);
}

async function exists(dataDir: string) {
  return access(join(dataDir, 'bot.sqlite')).then(
    () => true,
    () => false,
  );
}
