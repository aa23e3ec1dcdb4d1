import { z } from 'zod';
import { checked, readFileArguments } from './command-line.ts';
import { type FormatName, formatNames, formats } from './export/formats/index.ts';
import { featuresOf } from './schemas/features.ts';
import type { Surroundings } from './surroundings.ts';

const Options = z.object({ format: z.enum(formatNames, `must be one of ${formatNames.join(', ')}`) });

/**
 * Reads what follows `features`.
 * @throws UsageError
 */
export function readFeaturesFormat(args: readonly string[]): FormatName {
  const { file } = readFileArguments(args, {});
  return checked(Options, { format: file }).format;
}

/** Prints the type of every column of a format, as JSON. */
export function printFeatures(format: FormatName, { stdout }: Pick<Surroundings, 'stdout'>): void {
  stdout.write(`${JSON.stringify(featuresOf(formats[format].line), undefined, 2)}\n`);
}
