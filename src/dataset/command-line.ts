import { z } from 'zod';
import { type Flags, type GivenFlags, readArguments, UsageError } from '../command-line.ts';
import { Environment } from '../config.ts';
import { languageTag } from '../languages.ts';

/** A setting in the environment is malformed. `message` has one line per problem. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** Where a collection lives: `url` is PostgreSQL; without it, `bot.sqlite` in `dataDir`. */
export type Place = { dataDir: string; url: string | undefined };

type Env = Readonly<Record<string, string | undefined>>;

const Settings = Environment.pick({ DATA_DIR: true, DATABASE_URL: true });

/**
 * Options and the one file name of a command line, still unchecked.
 * @throws UsageError
 */
export function readFileArguments(
  args: readonly string[],
  flags: Flags,
): { values: GivenFlags; file: string | undefined } {
  const { values, positionals } = readArguments(args, flags);
  if (positionals.length > 1) throw new UsageError(`One file at a time, not ${positionals.length}.`);
  return { values, file: positionals[0] };
}

/** An option as it would be typed. */
export function argumentOf([option, value]: readonly [string, unknown]): string {
  if (value === true) return `--${option}`;
  return value === false ? `--no-${option}` : `--${option}=${value}`;
}

/**
 * Checks options against their schema.
 * @throws UsageError, naming the option
 */
export function checked<T>(schema: z.ZodType<T>, values: unknown): T {
  const { data, error, success } = schema.safeParse(values);
  if (success) return data;
  const sentences = error.issues.map(({ path, message }) => `--${String(path[0])} ${message}.`);
  throw new UsageError([...new Set(sentences)].join(' '));
}

/**
 * The bot's own collection, unless `--data-dir` names the folder of another.
 * @throws SettingsError
 */
export function placeOf(env: Env, dataDir: string | undefined): Place {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const { data, error } = Settings.safeParse(given);
  if (!data)
    throw new SettingsError(
      error.issues.map(({ path, message }) => `${String(path[0])} must be ${message}`).join('\n'),
    );
  if (dataDir !== undefined) return { dataDir, url: undefined };
  return { dataDir: data.DATA_DIR, url: data.DATABASE_URL };
}

/**
 * The folder that `--data-dir` names, if it was given.
 * @throws UsageError
 */
export function checkedDirectory(value: unknown): string | undefined {
  const options = checked(Directory, { 'data-dir': value });
  return options['data-dir'];
}

const Directory = z.object({ 'data-dir': z.string().min(1, 'must be a folder').optional() });

/** A part in double quotes, in which a quote stands twice, as in CSV (RFC 4180); or what stands before the next comma. */
const PART = /\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*)),?/gy;

/** A list with commas between, without blanks or empty parts. What has a comma in it stands in double quotes. */
export const List = z.string().transform((text) =>
  text
    .matchAll(PART)
    .map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim())
    .filter((part) => part !== '')
    .toArray(),
);

const LANGS = 'must be languages like en or pt-BR, with commas between';

/** Languages with commas between, each in the form in which collections have it. */
export const Langs = List.pipe(z.array(languageTag(LANGS)).min(1, LANGS));

/** A whole number from `least` on, up to `most`. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER) {
  const end = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
  const rule = `must be a whole number from ${least}${end}`;
  return z.coerce.number(rule).int(rule).min(least, rule).max(most, rule);
}
