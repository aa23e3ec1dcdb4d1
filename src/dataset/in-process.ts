import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { UsageError } from '../command-line.ts';
import { backUp } from '../store/backup.ts';
import { exists } from '../store/exists.ts';
import type { Schema } from '../store/schema.ts';
import type { Place } from './command-line.ts';
import { nothingWritten } from './export/account.ts';
import { formats } from './export/formats/index.ts';
import { leftOutLine, nothingLeftOut, samplesIn, thingsOf, withoutSamples } from './export/left-out.ts';
import { exportLines } from './export/lines.ts';
import { type ExportOptions, readExportOptions } from './export/options.ts';
import { createReading, inBetween } from './export/reading.ts';
import { rerankByModel } from './export/strengths/rerank.ts';
import { DatasetError } from './failures.ts';
import { importsOf } from './import/in-process.ts';

/** What only a command line can do: choose where, and write several files. */
const elsewhere = /^--(data-dir|force|split)(=|$)/;

/** Exports, imports and backups for a process that has the collection open, by the command line's own filters and checks. */
export function filesOf(db: Kysely<Schema>, place: Place, now: () => number) {
  return {
    async exportLines({ format, filters }: { format: string; filters: readonly string[] }) {
      const wish = wishIn(['--format', format, ...filters]);
      if ('problem' in wish) return wish;
      const problem = await problemOf(db, wish);
      if (problem !== undefined) return { problem };
      let total = nothingWritten();
      const note = (written: typeof total) => {
        total = written;
      };
      const leftOut = nothingLeftOut();
      const lines = exportLines(db, wish, { note, leftOut }, inBetween);
      return {
        lines,
        written: () => total.lines,
        leftOut: () => leftOutLine(withoutSamples(leftOut), thingsOf(formats[wish.format].of)).trim(),
        samplesLeftOut: () => samplesIn(leftOut),
      };
    },

    canBackUp: place.url === undefined,

    async backUp(at: number): Promise<string> {
      const name = `backup-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.sqlite`;
      const file = join(place.dataDir, name);
      if (!(await exists(file))) await backUp(place.dataDir, file);
      return name;
    },

    imports: importsOf(db, place, now),
  };
}

/** What is known only when the collection is looked at. */
async function problemOf(db: Kysely<Schema>, { choice, shape }: ExportOptions['wish']) {
  if (shape.rankBy !== 'model') return undefined;
  try {
    await rerankByModel({ ...createReading(db, inBetween), choice });
    return undefined;
  } catch (error) {
    if (error instanceof DatasetError) return error.message;
    throw error;
  }
}

function wishIn(args: readonly string[]): ExportOptions['wish'] | { problem: string } {
  const wrong = args.find((one) => elsewhere.test(one));
  if (wrong !== undefined) return { problem: `${wrong} is for the command line only.` };
  const twice = saidTwice(args);
  if (twice === 'format') return { problem: '--format is no filter: choose the format by its own option.' };
  if (twice !== undefined)
    return { problem: `--${twice} is said twice, by its own option or in the filters.` };
  try {
    const { wish, file } = readExportOptions(args, {});
    return file === undefined ? wish : { problem: `Every filter begins with --, which ${file} does not.` };
  } catch (error) {
    if (error instanceof UsageError) return { problem: error.message };
    throw error;
  }
}

/** The first option that is there more than once, also where one says `--no-` of it. */
function saidTwice(args: readonly string[]): string | undefined {
  const names = args.flatMap((one) => /^--(?:no-)?([^=]+)/.exec(one)?.[1] ?? []);
  return names.find((name, index) => names.indexOf(name) < index);
}
