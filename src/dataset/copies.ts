import { basename } from 'node:path';
import { recordCommand } from '../backend/trail/command-line.ts';
import { UsageError } from '../command-line.ts';
import { backUp, restore } from '../store/backup.ts';
import { openDatabase } from '../store/database.ts';
import { checkedDirectory, type Place, placeOf, readFileArguments } from './command-line.ts';
import type { Surroundings } from './surroundings.ts';

export type CopyOptions = { place: Place; file: string };

const flags = { 'data-dir': { type: 'string' } } as const;

/**
 * Reads what follows `backup` or `restore`.
 * @throws UsageError, SettingsError
 */
export function readCopyOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CopyOptions {
  const { values, file } = readFileArguments(args, flags);
  if (file === undefined || file === '-') throw new UsageError('Name the file of the backup.');
  const place = placeOf(env, checkedDirectory(values['data-dir']));
  if (place.url !== undefined)
    throw new UsageError('The collection is in PostgreSQL: use pg_dump and pg_restore, which come with it.');
  return { place, file };
}

/**
 * Makes a copy of the database on disk, while the bot goes on.
 * @throws StoreError
 */
export async function runBackup({ place, file }: CopyOptions, { stdout }: Surroundings): Promise<void> {
  await backUp(place.dataDir, file);
  stdout.write(`All of ${place.dataDir}/bot.sqlite is in ${file}.\n`);
}

/**
 * Puts such a copy in the place of the database, and writes down there that it was put back.
 * @throws StoreError
 */
export async function runRestore({ place, file }: CopyOptions, { stdout, now }: Surroundings): Promise<void> {
  const aside = await restore(place.dataDir, file, now());
  const db = await openDatabase(place);
  try {
    await db.transaction().execute((trx) => recordCommand(trx, 'restore', { file: basename(file) }, now()));
  } finally {
    await db.destroy();
  }
  const kept = aside === undefined ? '' : ` What was there before is in ${aside}.`;
  stdout.write(`${place.dataDir}/bot.sqlite is as ${file} has it.${kept}\n`);
}
