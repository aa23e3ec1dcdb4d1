import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Environment } from '../config.ts';

/** What the backend on a port is started with. */
export type Options = {
  port: number;
  key: string;
  host: string;
  empty: boolean;
  dataDir: string;
  databaseUrl: string | undefined;
  logLevel: z.output<typeof Environment>['LOG_LEVEL'];
};

/** The command cannot be understood. `message` has one line per problem, and how it is meant. */
export class UsageError extends Error {
  override name = 'UsageError';

  constructor(problems: readonly string[]) {
    super([...problems, `Usage: ${USAGE}`].join('\n'));
  }
}

const USAGE = 'npm run backend -- --port 8080 --key KEY [--empty] [--host 127.0.0.1]';
const PORT = '--port must be a number from 0 to 65535; 0 takes any free port';

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
});
const Settings = Environment.pick({ DATA_DIR: true, DATABASE_URL: true, LOG_LEVEL: true });

/** Reads the command line and the environment. Throws UsageError with everything that is wrong. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const given = Arguments.safeParse(parse(args));
  const set = Settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!given.success || !set.success)
    throw new UsageError([
      ...(given.error?.issues.map(({ message }) => message) ?? []),
      ...(set.error?.issues.map(({ path, message }) => `${String(path[0])} must be ${message}`) ?? []),
    ]);
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel } = set.data;
  return { ...given.data, dataDir, databaseUrl, logLevel };
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { port: text, key: text, host: text, empty: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError([error instanceof Error ? error.message : String(error)]);
  }
}
