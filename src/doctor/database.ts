import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../store/database.ts';
import { StoreError } from '../store/errors.ts';
import { takesWrites } from '../store/mark.ts';
import { databasePlace } from '../store/place.ts';
import type { Schema } from '../store/schema.ts';
import type { Finding } from './finding.ts';

type Place = { dataDir: string; url: string | undefined };

/**
 * Whether the database takes writes, how large it is, and the database itself, open, for whoever looks further. A file in a
 * folder where nothing new can be made takes writes only as long as its journal happens to be there.
 */
export async function examineDatabase(
  place: Place,
  now: number,
  mayWrite: (folder: string) => Promise<boolean>,
): Promise<{ finding: Finding; db: Kysely<Schema> | undefined }> {
  const name = 'database';
  let db: Kysely<Schema> | undefined;
  try {
    db = await openDatabase(place);
    await takesWrites(db, now);
    if (place.url === undefined && !(await mayWrite(place.dataDir))) {
      await db.destroy();
      const says = `the folder ${place.dataDir} is read-only for this user: no backup can be made, and no start is sure`;
      return {
        finding: { name, is: 'broken', says, mend: 'let this user write into DATA_DIR' },
        db: undefined,
      };
    }
    const size = await sizeOf(db, place.url !== undefined);
    const says = `${databasePlace(place)} takes writes and has ${inMegabytes(size)}`;
    return { finding: { name, is: 'fine', says }, db };
  } catch (error) {
    await db?.destroy();
    if (!(error instanceof Error)) throw error;
    const says = error instanceof StoreError ? error.message : `it cannot be written to: ${error.message}`;
    const mend = 'check DATA_DIR or DATABASE_URL, and the disk';
    return { finding: { name, is: 'broken', says, mend }, db: undefined };
  }
}

async function sizeOf(db: Kysely<Schema>, isPostgres: boolean): Promise<number> {
  const asked = isPostgres
    ? sql<{ size: string }>`select pg_database_size(current_database()) as size`
    : sql<{
        size: number;
      }>`select page_count * page_size as size from pragma_page_count(), pragma_page_size()`;
  const { rows } = await asked.execute(db);
  return Number(rows[0]?.size ?? 0);
}

function inMegabytes(bytes: number): string {
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`;
}
