import { basename } from 'node:path';
import type { Kysely } from 'kysely';
import type { Settings } from '../../backend/settings/settings.ts';
import { recordCommand } from '../../backend/trail/command-line.ts';
import { databasePlace } from '../../store/place.ts';
import type { Schema } from '../../store/schema.ts';
import { forTerminal } from '../../terminal.ts';
import { campaignNamed } from '../campaigns.ts';
import { openOrBegin } from '../collection.ts';
import type { Surroundings } from '../surroundings.ts';
import { carryOut } from './carry-out.ts';
import { releaseSource } from './folder-source.ts';
import type { ImportOptions } from './options.ts';
import { rulesNow, rulesOfPlace } from './rules-of-place.ts';
import { fileSource, type Source, streamSource } from './source.ts';
import { summary } from './summary.ts';
import { survey } from './survey.ts';
import { faultLines } from './telling.ts';

/** Some lines are bad, and nothing was imported. */
export class BadLines extends Error {
  override name = 'BadLines';
}

/**
 * Imports a file by the rules of the backend whose collection it is: all of it, or, without `skipBad`, nothing if a line
 * is bad. Bad lines are told on stderr.
 * @throws BadLines before anything is stored, SettingsError, DatasetError or StoreError when something else is in the way
 */
export async function runImport(options: ImportOptions, around: Surroundings): Promise<void> {
  const { file, place, isNamed } = options;
  const rules = await rulesOfPlace(place);
  const { stdin, signal } = around;
  const source = await sourceOf(file, stdin, signal);
  try {
    const db = await openOrBegin(place, isNamed);
    try {
      await importInto(db, source, { ...options, settings: await rulesNow(db, rules) }, around);
    } finally {
      await db.destroy();
    }
  } finally {
    await source.close();
  }
}

/** What is told of it in the trail: the name of the file without its folders, and the campaign. */
function importedFrom({ file, campaign }: ImportOptions) {
  return {
    ...(file === undefined ? {} : { file: basename(file) }),
    ...(campaign === undefined ? {} : { campaign }),
  };
}

async function sourceOf(
  file: string | undefined,
  stdin: Surroundings['stdin'],
  signal: AbortSignal,
): Promise<Source> {
  if (file === undefined) return await streamSource(stdin, signal);
  return (await releaseSource(file, signal)) ?? fileSource(file, { signal });
}

async function importInto(
  db: Kysely<Schema>,
  source: Source,
  options: ImportOptions & { settings: Settings },
  { stdout, stderr, now }: Surroundings,
) {
  const { place, arrival, skipBad, settings, textLimit = settings.textLimit, campaign } = options;
  const campaignId = campaign === undefined ? undefined : await campaignNamed(db, campaign);
  const found = await survey(db, source, { arrival, textLimit, settings });
  if (found.faults.length > 0) stderr.write(forTerminal(faultLines(source.name, found.faults, textLimit)));
  if (found.faults.length > 0 && !skipBad)
    throw new BadLines('Nothing was imported. Mend these lines, or leave them out with --skip-bad.');
  await db.transaction().execute((trx) => recordCommand(trx, 'import', importedFrom(options), now()));
  const carried = await carryOut(
    db,
    source,
    found,
    { arrival, textLimit, settings, campaignId },
    { now: now() },
  );
  stdout.write(`${summary(found, carried)} Now in ${databasePlace(place)}.\n`);
}
