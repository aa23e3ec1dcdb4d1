import type { Kysely } from 'kysely';
import { openDatabase } from '../../store/database.ts';
import type { Schema } from '../../store/schema.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { describePlace } from '../collection.ts';
import { count } from '../counting.ts';
import { DatasetError } from '../failures.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ImportOptions } from './options.ts';
import { parseLine } from './parse.ts';
import { factsOf } from './plan.ts';
import { rowsOf } from './rows.ts';
import { fileSource, type Source, streamSource } from './source.ts';
import { createWriter } from './store.ts';
import { type Survey, survey } from './survey.ts';

/** Some lines are bad, and nothing was imported. */
export class BadLines extends Error {
  override name = 'BadLines';
}

/**
 * Imports a file: all of it, or, without `skipBad`, nothing if a line is bad. Each bad line is told on stderr.
 * Throws BadLines, DatasetError, StoreError; then nothing has changed.
 */
export async function runImport(
  options: ImportOptions,
  { stdin, stdout, stderr, now, signal }: Surroundings,
): Promise<void> {
  const { file, place, skipBad } = options;
  const source = file === undefined ? await streamSource(stdin, signal) : fileSource(file);
  try {
    const db = await openDatabase(place);
    try {
      const found = await survey(db, source, options);
      for (const { line, reason } of found.faults) stderr.write(`${source.name}:${line}: ${reason}\n`);
      if (found.faults.length > 0 && !skipBad)
        throw new BadLines('Nothing was imported. Mend these lines, or leave them out with --skip-bad.');
      await store(db, source, found, options, now());
      stdout.write(`${summary(found)} Now in ${describePlace(place)}.\n`);
    } finally {
      await db.destroy();
    }
  } finally {
    await source.close();
  }
}

/** Stores what was found, in one transaction. */
export async function store(
  db: Kysely<Schema>,
  source: Source,
  found: Survey,
  { arrival, textLimit }: Pick<ImportOptions, 'arrival' | 'textLimit'>,
  now: number,
): Promise<void> {
  if (found.trees.size === 0) return;
  try {
    await db.transaction().execute(async (trx) => {
      const writer = createWriter(trx);
      for await (const line of source.lines())
        for (const incoming of parseLine(line, textLimit).messages ?? []) {
          const place = found.places.get(incoming.id);
          const plan = place && found.trees.get(place.rootId);
          if (!plan || place.line !== incoming.line) continue; // the same id on another line is a fault
          await writer.add(rowsOf(incoming, { ...place, plan, facts: factsOf(incoming, arrival) }, now));
        }
      if ((await writer.finish()) !== found.places.size)
        throw new DatasetError(`${source.name} has changed while it was read. Nothing was imported.`);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DatasetError('Nothing was imported: something else has stored the same messages meanwhile.');
  }
}

function summary({ trees, places, known, faults }: Survey) {
  const said = [`Imported ${count(trees.size, 'new tree')} with ${count(places.size, 'message')}`];
  if (known > 0) said.push(`${count(known, 'message')} here already`);
  if (faults.length > 0) said.push(`${count(faults.length, 'fault')} left out`);
  return `${said.join('; ')}.`;
}
