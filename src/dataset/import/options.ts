import { z } from 'zod';
import { UsageError } from '../../command-line.ts';
import { type Arrival, arrivals } from '../../imports.ts';
import { checked, type Place, placeOf, readFileArguments } from '../command-line.ts';

export type ImportOptions = {
  place: Place;
  /** Whether the folder was named for this import, so that a collection may begin in it. */
  isNamed: boolean;
  /** Undefined for the standard input. */
  file: string | undefined;
  arrival: Arrival;
  /** Undefined for the backend's own. */
  textLimit: number | undefined;
  skipBad: boolean;
  /** The name of the campaign that new trees are of; undefined for none. */
  campaign: string | undefined;
};

const flags = {
  state: { type: 'string' },
  'text-limit': { type: 'string' },
  'skip-bad': { type: 'boolean' },
  campaign: { type: 'string' },
  'data-dir': { type: 'string' },
} as const;

const LIMIT = 'must be a number of characters, 1 to 100000';

const Options = z.object({
  state: z.enum(arrivals, `must be one of ${arrivals.join(', ')}`).default('file'),
  'text-limit': z
    .string()
    .regex(/^\d{1,6}$/, LIMIT)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100_000, LIMIT)
    .optional(),
  'skip-bad': z.boolean().default(false),
  campaign: z.string().trim().min(1, 'must be the name of a campaign').optional(),
  'data-dir': z.string().min(1, 'must be a folder').optional(),
});

/**
 * Reads what follows `import`.
 * @throws UsageError, SettingsError
 */
export function readImportOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ImportOptions {
  const { values, file } = readFileArguments(args, flags);
  const {
    state,
    'text-limit': textLimit,
    'skip-bad': skipBad,
    campaign,
    'data-dir': dataDir,
  } = checked(Options, values);
  if (file === undefined) throw new UsageError('Name the file to import, or - for the standard input.');
  return {
    place: placeOf(env, dataDir),
    isNamed: dataDir !== undefined,
    file: file === '-' ? undefined : file,
    arrival: state,
    textLimit,
    skipBad,
    campaign,
  };
}
