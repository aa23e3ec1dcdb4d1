import { z } from 'zod';
import { type Flags, UsageError } from '../../command-line.ts';
import { argumentOf, checked, type Place, readFileArguments } from '../command-line.ts';
import type { ExportFilter } from '../export/choice.ts';
import { exportFlags, means, readExportOptions } from '../export/options.ts';
import { type Unit, units } from '../export/strengths/games.ts';
import { USUAL_PRIOR } from '../export/strengths/rerank.ts';

export type ModelsOptions = {
  place: Place;
  choice: ExportFilter;
  unit: Unit;
  prior: number;
  json: boolean;
};

/** Strengths are of what an export of every ballot takes. */
const LIKE = 'rankings';
const notOurs = new Set(['format', 'salt', 'split', 'force']);
const filters = Object.entries(exportFlags).filter(([name]) => means(LIKE, name) && !notOurs.has(name));
const own = {
  json: { type: 'boolean' },
  prior: { type: 'string' },
  independent: { type: 'string' },
} as const;
const flags: Flags = { ...Object.fromEntries(filters), ...own };

const PRIOR = 'must be a number from 0 to 100';
const UNIT = `must be one of ${units.join(', ')}`;
const Options = z.object({
  json: z.boolean().default(false),
  prior: z.coerce.number(PRIOR).min(0, PRIOR).max(100, PRIOR).default(USUAL_PRIOR),
  independent: z.enum(units, UNIT).default('ballots'),
});

/**
 * Reads what follows `models`.
 * @throws UsageError, SettingsError
 */
export function readModelsOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ModelsOptions {
  const { values, file } = readFileArguments(args, flags);
  if (file !== undefined) throw new UsageError(`It writes to the standard output: use > ${file}.`);
  const { json, prior, independent: unit } = checked(Options, values);
  const given = Object.entries(values).filter(([name]) => !(name in own));
  const { place, wish } = readExportOptions([`--format=${LIKE}`, ...given.map(argumentOf)], env);
  return { place, choice: wish.choice, unit, prior, json };
}
