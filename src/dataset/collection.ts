import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openDatabase } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import type { Place } from './command-line.ts';
import { DatasetError, explainFile } from './failures.ts';

const absent = new Set(['ENOENT', 'ENOTDIR']);
const CACHE_MIB = 8; // whoever goes through a collection comes to each page of it about once
const BACKEND = 'backend'; // where `npm run backend` keeps its own, below DATA_DIR

/**
 * Opens a collection that must be there.
 * @throws DatasetError when it is not, StoreError when it cannot be used
 */
export async function openCollection(place: Place): Promise<Kysely<Schema>> {
  if (place.url === undefined && !(await exists(place.dataDir))) throw await notThere(place.dataDir);
  return openDatabase({ ...place, cacheMiB: CACHE_MIB });
}

/**
 * Opens a collection to add to, and begins one where there is none.
 * @throws DatasetError where it is not likely that one is meant to begin: the folder was not named, and the
 *   backend's own collection is in the one below it
 */
export async function openOrBegin(place: Place, isNamed: boolean): Promise<Kysely<Schema>> {
  const inside = join(place.dataDir, BACKEND);
  const isDoubtful = place.url === undefined && !isNamed && !(await exists(place.dataDir));
  if (isDoubtful && (await exists(inside)))
    throw new DatasetError(
      `There is no collection in ${place.dataDir}, but one in ${inside}: add --data-dir ${inside} to take it, ` +
        `or --data-dir ${place.dataDir} to begin another.`,
    );
  return openDatabase(place);
}

async function notThere(dataDir: string) {
  const inside = join(dataDir, BACKEND);
  const hint = (await exists(inside)) ? ` There is one in ${inside}: add --data-dir ${inside}` : '';
  return new DatasetError(`There is no collection in ${dataDir} (no bot.sqlite).${hint}`);
}

/** @throws DatasetError when nobody may look */
async function exists(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'bot.sqlite');
  try {
    await access(file);
    return true;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && absent.has(String(error.code));
    if (isAbsent) return false;
    throw explainFile(error, file);
  }
}
