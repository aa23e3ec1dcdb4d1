import { z } from 'zod';
import { UsageError } from '../../command-line.ts';
import { argumentOf, checked, List, type Place, readFileArguments } from '../command-line.ts';
import { type FormatName, formatNames } from '../export/formats/index.ts';
import type { ExportRequest } from '../export/lines.ts';
import { exportFlags, means, readExportOptions } from '../export/options.ts';

export type ReleaseOptions = {
  place: Place;
  folder: string;
  force: boolean;
  /** One for each format, in the order of the folder. */
  wishes: readonly ExportRequest[];
  license: string;
  name: string;
  /** Whether the card has the figures of a report. */
  report: boolean;
  /** The folder of an earlier release to compare with. */
  previous: string | undefined;
  /** What was asked for, as the command line had it: it belongs to what the release is. */
  asked: Readonly<Record<string, string | boolean>>;
};

const text = { type: 'string' } as const;
const flags = {
  ...exportFlags,
  release: { type: 'boolean' },
  report: { type: 'boolean' },
  license: text,
  name: text,
  previous: text,
} as const;

const usual: readonly FormatName[] = ['messages', 'trees', 'sft', 'pairs', 'summaries'];
const FORMATS = `must be some of ${formatNames.join(', ')}, with commas between`;
const LICENSE = 'must be a licence as Hugging Face names them, like cc-by-4.0';

const Options = z.object({
  format: List.pipe(z.array(z.enum(formatNames, FORMATS)).min(1, FORMATS))
    .transform((names) => [...new Set(names)])
    .default([...usual]),
  license: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, LICENSE)
    .default('unknown'),
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(100, 'is too long')
    .default('Collected human feedback'),
  report: z.boolean().default(true),
  previous: z.string().min(1, 'must be the folder of a release').optional(),
});

/** What says where, not what. */
const places = new Set(['force', 'data-dir', 'previous', 'release']);
/** What would give away whom pseudonyms and hashed ids stand for: a release says only that there was one. */
const secrets = new Set(['key', 'salt']);
/** What `export` reads for every format by itself. */
const own = new Set(['format', 'release', 'license', 'name', 'previous', 'report']);

/** Whether a release is asked for. */
export function isRelease(args: readonly string[]): boolean {
  return args.includes('--release');
}

/**
 * Reads what follows `export` where it has `--release`. Each format takes the options that mean something in it, and
 * labels unless it is told not to.
 * @throws UsageError, SettingsError
 */
export function readReleaseOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReleaseOptions {
  const { values, file: folder } = readFileArguments(args, flags);
  if (folder === undefined || folder === '-') throw new UsageError('Name the folder of the release.');
  const { format: names, license, name, previous, report } = checked(Options, values);
  if (names.includes('llamafactory'))
    throw new UsageError('llamafactory is no part of a release: export it to a file of its own.');
  const given = Object.entries(values).filter(([option]) => !own.has(option));
  const vain = given.find(([option]) => !names.some((format) => means(format, option)));
  if (vain) throw new UsageError(`--${vain[0]} says nothing about ${names.join(', ')}.`);
  const all = names.map((format) => {
    const labelled = means(format, 'labels') ? ['--labels'] : [];
    const some = given.filter(([option]) => means(format, option)).map(argumentOf);
    return readExportOptions([...labelled, ...some, '--format', format, folder], env, () => '');
  });
  const [first] = all;
  if (!first) throw new UsageError(`--format ${FORMATS}.`);
  const asked = Object.entries(values).filter(([option]) => !places.has(option));
  return {
    place: first.place,
    folder,
    force: first.force,
    wishes: all.map(({ wish }) => wish),
    ...{ license, name, previous, report },
    asked: Object.fromEntries(
      asked.flatMap(([option, value]) =>
        isPlain(value) ? [[option, secrets.has(option) ? true : value]] : [],
      ),
    ),
  };
}

function isPlain(value: unknown): value is string | boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
