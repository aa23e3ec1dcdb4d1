import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
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

/** The command cannot be understood. `message` has one line per problem, and how it is meant. */
export class UsageError extends Error {
  override name = 'UsageError';

  constructor(problems: readonly string[], usage: string = USAGE) {
    super([...problems, `Usage: ${usage}`].join('\n'));
  }
}

const USAGE =
  'npm run backend -- --port 8080 --key KEY [--empty] [--host 127.0.0.1] [--data-dir DIR] [--set name=value …]';
const PORT = '--port must be a number from 0 to 65535; 0 takes any free port';

const DATA_DIR_RULE = '--data-dir must be the folder of bot.sqlite';

const Arguments = z.object({
  port: z
    .string(PORT)
    .regex(/^\d{1,5}$/, PORT)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT),
  key: z
    .string('--key must be the key that front ends send as X-API-Key')
    .regex(/^[\x21-\x7e]+$/, '--key must be made of printable ASCII characters without spaces'),
  host: z.string().min(1, '--host must be an address to listen on').default('127.0.0.1'),
  empty: z.boolean().default(false),
  set: z.array(z.string()).default([]),
  'data-dir': z.string().min(1, DATA_DIR_RULE).optional(),
});
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
    throw new UsageError([
      ...(given.error?.issues.map(({ message }) => message) ?? []),
      ...(around.error?.issues.map(sentence) ?? []),
    ]);
  const { set: assignments, 'data-dir': folder, ...options } = given.data;
  return { ...options, assignments, ...inFolder(around.data, folder) };
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
  if (!data) throw new UsageError(error.issues.map(sentence));
  return data;
}

function sentence({ path, message }: z.core.$ZodIssue) {
  return `${String(path[0])} must be ${message}`;
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const set = { type: 'string', multiple: true } as const;
    const options = {
      port: text,
      key: text,
      host: text,
      'data-dir': text,
      set,
      empty: { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError([error instanceof Error ? error.message : String(error)]);
  }
}
