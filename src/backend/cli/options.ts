import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Flags, readArguments, UsageError } from '../../command-line.ts';
import { Environment } from '../../config.ts';

/** What the backend on a port is started with. */
export type Options = {
  port: number;
  key: string;
  host: string;
  empty: boolean;
  /** Settings of the rules, each as `name=value`. */
  assignments: string[];
} & Surroundings;

/** Where the data is, and how much is logged. */
export type Surroundings = {
  /** Where `backend.json` may lie. */
  dataDir: string;
  /** Where `bot.sqlite` is. */
  folder: string;
  databaseUrl: string | undefined;
  logLevel: z.output<typeof Environment>['LOG_LEVEL'];
};

const USAGE =
  'npm run backend -- --port 8080 --key-file FILE [--empty] [--host 127.0.0.1] [--data-dir DIR] [--set name=value …]';
const text = { type: 'string' } as const;
const flags = {
  port: text,
  key: text,
  'key-file': text,
  host: text,
  'data-dir': text,
  set: { type: 'string', multiple: true },
  empty: { type: 'boolean' },
} as const;
const PORT = '--port must be a number from 0 to 65535; 0 takes any free port';

const KEY_FILE = '--key-file must be a file with the key and nothing else';

const DATA_DIR_RULE = '--data-dir must be the folder of bot.sqlite';

const Arguments = z.object({
  port: z
    .string(PORT)
    .regex(/^\d{1,5}$/, PORT)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT),
  key: z.string().optional(),
  'key-file': z.string().min(1, KEY_FILE).optional(),
  host: z.string().min(1, '--host must be an address to listen on').default('127.0.0.1'),
  empty: z.boolean().default(false),
  set: z.array(z.string()).default([]),
  'data-dir': z.string().min(1, DATA_DIR_RULE).optional(),
});
const KEY_VARIABLE = 'BACKEND_KEY';
const OWN_FOLDER = 'backend';
const Around = Environment.pick({ DATA_DIR: true, DATABASE_URL: true, LOG_LEVEL: true }).transform(
  ({ DATA_DIR, DATABASE_URL, LOG_LEVEL }): Surroundings => ({
    dataDir: DATA_DIR,
    folder: join(DATA_DIR, OWN_FOLDER),
    databaseUrl: DATABASE_URL,
    logLevel: LOG_LEVEL,
  }),
);

/**
 * Reads the command line and the environment.
 * @throws UsageError with everything that is wrong
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const given = Arguments.safeParse(parse(args));
  const around = Around.safeParse(withoutEmpty(env));
  if (!given.success || !around.success)
    throw misused([
      ...(given.error?.issues.map(({ message }) => message) ?? []),
      ...(around.error?.issues.map(sentence) ?? []),
    ]);
  const { set: assignments, 'data-dir': folder, key: written, 'key-file': keyFile, ...options } = given.data;
  const key = trustedKeyOf({ written, file: keyFile, environment: env[KEY_VARIABLE] });
  return { ...options, key, assignments, ...inFolder(around.data, folder) };
}

/** The key as it was given: on the command line, where every process of the machine sees it, or better in a file or the environment. */
function trustedKeyOf(given: {
  written?: string | undefined;
  file?: string | undefined;
  environment?: string | undefined;
}) {
  const { written, file, environment } = given;
  if (written !== undefined && file !== undefined)
    throw misused(['--key and --key-file say the same: give one of them']);
  const [key, name] =
    file === undefined
      ? [written ?? environment, written === undefined ? KEY_VARIABLE : '--key']
      : [inKeyFile(file), file];
  if (key === undefined || key === '')
    throw misused([`${KEY_VARIABLE}, --key-file or --key must be the key that front ends send as X-API-Key`]);
  if (!/^[\x21-\x7e]+$/.test(key))
    throw misused([`${name} must be made of printable ASCII characters without spaces`]);
  return key;
}

/** @throws UsageError when there is no such file */
function inKeyFile(file: string) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw misused([
      `--key-file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

/** The same with the data in a folder that was named, whatever DATA_DIR and DATABASE_URL say. */
export function inFolder(around: Surroundings, folder: string | undefined): Surroundings {
  return folder === undefined ? around : { ...around, dataDir: folder, folder, databaseUrl: undefined };
}

/**
 * Reads the environment alone.
 * @throws UsageError with everything that is wrong
 */
export function readSurroundings(env: Readonly<Record<string, string | undefined>>): Surroundings {
  const { data, error } = Around.safeParse(withoutEmpty(env));
  if (!data) throw misused(error.issues.map(sentence));
  return data;
}

function sentence({ path, message }: z.core.$ZodIssue) {
  return `${String(path[0])} must be ${message}`;
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

function parse(args: readonly string[]) {
  const { values, positionals } = readWords(args, flags);
  if (positionals.length > 0) throw misused([`${positionals.join(' ')} says nothing here`]);
  return values;
}

/**
 * What is on a command line, still unchecked.
 * @throws UsageError that says how the command is meant
 */
export function readWords(args: readonly string[], known: Flags, usage: string = USAGE) {
  try {
    return readArguments(args, known);
  } catch (error) {
    throw error instanceof UsageError ? misused([error.message], usage) : error;
  }
}

/** A line per problem, and how the command is meant. */
export function misused(problems: readonly string[], usage: string = USAGE): UsageError {
  return new UsageError([...problems, `Usage: ${usage}`].join('\n'));
}
