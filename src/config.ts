import { z } from 'zod';

/** One or more settings are missing or malformed. Each problem is a line naming the variable and what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Every setting as it stands in the environment. Its messages complete "NAME must be …" and never quote a value. */
export const Environment = z.object({
  DISCORD_TOKEN: z.string(token()).regex(/^\S+$/, token()),
  DISCORD_API_URL: webAddress('the base URL of Discord, http:// or https://').default(
    'https://discord.com/api',
  ),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, publicKey())
    .optional(),
  SHARDS: z
    .string()
    .regex(/^\d{1,5}(,\d{1,5})*$/, shards())
    .transform((ids) => ids.split(',').map(Number))
    .optional(),
  SHARD_COUNT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, shardCount())
    .transform(Number)
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, 'the id of one server, 17 to 20 digits')
    .optional(),
  OASST_API_URL: webAddress('the base URL of the backend, http:// or https://').optional(),
  OASST_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, `${apiKey()}, without spaces or accents`)
    .optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, 'postgres://user:password@host:port/database, or unset')
    .optional(),
  HOST: z.union([z.ipv4(), z.ipv6(), z.hostname()], host()).default('127.0.0.1'),
  PORT: z.string().regex(/^\d+$/, port()).transform(Number).pipe(z.number().max(65_535, port())).optional(),
  SAMPLES: z
    .enum(['true', 'false'], { error: 'true or false' })
    .default('false')
    .transform((samples) => samples === 'true'),
  DETECT_LANGUAGE: z
    .enum(['true', 'false'], { error: 'true or false' })
    .default('true')
    .transform((detect) => detect === 'true'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  OWNER_IDS: z
    .string()
    .transform((ids) => ids.split(/[\s,]+/).filter((id) => id !== ''))
    .pipe(
      z.array(
        z.string().regex(/^\d{17,20}$/, 'Discord ids of 17 to 20 digits, with commas or spaces between'),
      ),
    )
    .optional(),
});

export type Config = {
  readonly discord: {
    readonly token: string;
    readonly apiUrl: string;
    readonly guildId: string | undefined;
    /** What Discord signs interactions by that come as web requests; undefined where they come over the gateway. */
    readonly publicKey: string | undefined;
    /** Which of how many shards this process runs; undefined for all that Discord recommends. */
    readonly shards: { readonly ids: readonly number[]; readonly count: number } | undefined;
  };
  /** The backend's address, without a trailing slash, and its key; undefined for the embedded backend. */
  readonly oasst: { readonly url: string; readonly key: string } | undefined;
  /** `url` is PostgreSQL; without it SQLite lives in `dataDir`. */
  readonly database: { readonly dataDir: string; readonly url: string | undefined };
  /** Where health and metrics are served; port 0 is any free one, undefined is off. */
  readonly listen: { readonly host: string; readonly port: number | undefined };
  /** Whether sample tasks are put into an embedded collection that is empty. */
  readonly samples: boolean;
  /** Whether texts are looked at for being in another language than their task. */
  readonly detectsLanguage: boolean;
  readonly logLevel: z.output<typeof Environment>['LOG_LEVEL'];
  readonly ownerIds: readonly string[];
};

/** Turns the environment into typed, frozen settings; an empty value counts as unset. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = withoutEmpty(env);
  const { data, error } = Environment.safeParse(given);
  const problems = problemsIn(error);
  if (given.OASST_API_URL !== undefined && given.OASST_API_KEY === undefined) {
    problems.push(`OASST_API_KEY must be ${apiKey()}, because OASST_API_URL is set`);
  }
  if (given.DISCORD_PUBLIC_KEY !== undefined && given.PORT === undefined) {
    problems.push('PORT must be a number from 0 to 65535, because DISCORD_PUBLIC_KEY is set');
  }
  problems.push(...shardProblems(given, data));
  if (data === undefined || problems.length > 0) throw new ConfigError([...new Set(problems)]);
  const { OASST_API_URL: url, OASST_API_KEY: key } = data;
  return frozen({
    discord: {
      token: data.DISCORD_TOKEN,
      apiUrl: data.DISCORD_API_URL,
      guildId: data.DISCORD_GUILD_ID,
      publicKey: data.DISCORD_PUBLIC_KEY,
      shards: data.SHARDS && data.SHARD_COUNT ? { ids: data.SHARDS, count: data.SHARD_COUNT } : undefined,
    },
    oasst: url === undefined || key === undefined ? undefined : { url, key },
    database: { dataDir: data.DATA_DIR, url: data.DATABASE_URL },
    listen: { host: data.HOST, port: data.PORT },
    samples: data.SAMPLES,
    detectsLanguage: data.DETECT_LANGUAGE,
    logLevel: data.LOG_LEVEL,
    ownerIds: data.OWNER_IDS ?? [],
  });
}

/** Where the database is; other settings are not looked at. @throws ConfigError */
export function readPlace(env: Readonly<Record<string, string | undefined>>): Config['database'] {
  const { data, error } = Environment.pick({ DATA_DIR: true, DATABASE_URL: true }).safeParse(
    withoutEmpty(env),
  );
  if (data) return { dataDir: data.DATA_DIR, url: data.DATABASE_URL };
  throw new ConfigError(problemsIn(error));
}

function problemsIn(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${String(path[0])} must be ${message}`);
}

function token() {
  return "the bot's token, from the Bot page of https://discord.com/developers/applications";
}

function shardProblems(
  given: Readonly<Record<string, string | undefined>>,
  data: z.output<typeof Environment> | undefined,
): string[] {
  const problems: string[] = [];
  if (given.SHARDS !== undefined && given.SHARD_COUNT === undefined) {
    problems.push(`SHARD_COUNT must be ${shardCount()}, because SHARDS is set`);
  }
  if (given.SHARD_COUNT !== undefined && given.SHARDS === undefined) {
    problems.push(`SHARDS must be ${shards()}, because SHARD_COUNT is set`);
  }
  const { SHARDS = [], SHARD_COUNT: count = 0 } = data ?? {};
  if (count > 0 && SHARDS.some((id) => id >= count)) problems.push('SHARDS must be below SHARD_COUNT');
  if (given.SHARDS !== undefined && given.DISCORD_PUBLIC_KEY !== undefined) {
    problems.push('SHARDS must be unset, because with DISCORD_PUBLIC_KEY there is no gateway');
  }
  return problems;
}

function shards() {
  return 'the numbers of this process, such as 0,1, or unset';
}

function shardCount() {
  return 'how many shards there are in all, or unset';
}

function publicKey() {
  return "the application's public key, 64 hex digits, from its General Information page, or unset";
}

function apiKey() {
  return 'the key that the backend gave you';
}

function host() {
  return 'an address of this machine to listen on: 127.0.0.1 for itself alone, 0.0.0.0 for everybody';
}

function port() {
  return 'a number from 0 to 65535, or unset';
}

function webAddress(meaning: string) {
  return z
    .url({ protocol: /^https?$/, hostname: /./, error: meaning })
    .transform((address) => address.replace(/\/+$/, ''));
}

function isPostgres(address: string) {
  return /^postgres(ql)?:\/\//.test(address) && URL.canParse(address);
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>) {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== undefined && value !== ''));
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
