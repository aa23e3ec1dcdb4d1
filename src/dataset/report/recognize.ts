import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError } from '../failures.ts';
import { parsedJson } from '../json-line.ts';

/** The name of the file with the figures, in the folder of a report. */
export const REPORT = 'figures.json';

const Known = z.object({ version: z.literal(1), least: z.number() });

/**
 * Takes a folder for that of a report.
 * @throws DatasetError for one that is none
 */
export async function recognizeReport(folder: string): Promise<void> {
  const text = await readFile(join(folder, REPORT), 'utf8').catch(() => '');
  if (!Known.safeParse(parsedJson(text)).success)
    throw new DatasetError(`${folder} is there already, and is no report: choose another name.`);
}
