import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { expect, test } from 'vitest';
import { type Config, ConfigError, Environment, readConfig } from '../src/config.ts';

const DISCORD_TOKEN = 'sandbox-token';
const KEY = '0123456789abcdef'.repeat(4);

test('the token alone is enough, and the rest has its defaults', () => {
  expect(readConfig({ DISCORD_TOKEN })).toEqual({
    discord: {
      token: DISCORD_TOKEN,
      apiUrl: 'https://discord.com/api',
      guildId: undefined,
      publicKey: undefined,
      shards: undefined,
    },
    oasst: undefined,
    database: { dataDir: './data', url: undefined },
    listen: { host: '127.0.0.1', port: undefined },
    samples: false,
    detectsLanguage: true,
    logLevel: 'info',
    ownerIds: [],
  } satisfies Config);
});

test('every setting is read', () => {
  const config = readConfig({
    DISCORD_TOKEN,
    DISCORD_API_URL: 'http://127.0.0.1:3000/api/',
    DISCORD_PUBLIC_KEY: KEY,
    DISCORD_GUILD_ID: '12345678901234567',
    OASST_API_URL: 'https://backend.test/base//',
    OASST_API_KEY: 'k3y',
    DATA_DIR: '/data',
    DATABASE_URL: 'postgresql://ada:secret@db/bot',
    HOST: '0.0.0.0',
    PORT: '0',
    SAMPLES: 'true',
    DETECT_LANGUAGE: 'false',
    LOG_LEVEL: 'silent',
    OWNER_IDS: ' 12345678901234567,12345678901234568  12345678901234567890 ',
    HOME: '/root',
  });
  expect(config).toEqual({
    discord: {
      token: DISCORD_TOKEN,
      apiUrl: 'http://127.0.0.1:3000/api',
      guildId: '12345678901234567',
      publicKey: KEY,
      shards: undefined,
    },
    oasst: { url: 'https://backend.test/base', key: 'k3y' },
    database: { dataDir: '/data', url: 'postgresql://ada:secret@db/bot' },
    listen: { host: '0.0.0.0', port: 0 },
    samples: true,
    detectsLanguage: false,
    logLevel: 'silent',
    ownerIds: ['12345678901234567', '12345678901234568', '12345678901234567890'],
  } satisfies Config);
});

test('an empty or blank value counts as unset', () => {
  const empty = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, ' ']));
  expect(readConfig({ ...empty, DISCORD_TOKEN })).toEqual(readConfig({ DISCORD_TOKEN }));
  expect(problemsOf(empty)).toEqual([expect.stringMatching(/^DISCORD_TOKEN must be /)]);
});

test.each([
  ['DISCORD_TOKEN', 'Bot abc'],
  ['DISCORD_API_URL', 'discord.com/api'],
  ['DISCORD_API_URL', 'ftp://discord.com/api'],
  ['DISCORD_GUILD_ID', '1234567890123456'],
  ['DISCORD_GUILD_ID', '123456789012345678901'],
  ['DISCORD_GUILD_ID', 'my-server-is-the-best'],
  ['OASST_API_URL', 'localhost:8080'],
  ['OASST_API_URL', 'file:///etc/passwd'],
  ['OASST_API_KEY', 'kéy'],
  ['DATABASE_URL', 'mysql://ada:secret@db/bot'],
  ['DATABASE_URL', 'db.sqlite'],
  ['DATABASE_URL', 'postgres://ada:se/cret@db:x/bot'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', 'http'],
  ['HOST', 'every where'],
  ['HOST', 'http://0.0.0.0'],
  ['SAMPLES', 'perhaps'],
  ['DETECT_LANGUAGE', 'yes'],
  ['LOG_LEVEL', 'loud'],
  ['OWNER_IDS', '12345678901234567;12345678901234568'],
  ['OWNER_IDS', 'ada, bob'],
])('%s=%s is one problem, which names the variable and does not repeat the value', (name, value) => {
  const problems = problemsOf({ DISCORD_TOKEN, [name]: value, ...keyFor(name) });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} must be .{8,}`));
  expect(problems[0]).not.toContain(value);
});

test('a backend without its key is a problem, a key without a backend is not', () => {
  expect(problemsOf({ DISCORD_TOKEN, OASST_API_URL: 'http://backend.test' })).toEqual([
    'OASST_API_KEY must be the key that the backend gave you, because OASST_API_URL is set',
  ]);
  expect(readConfig({ DISCORD_TOKEN, OASST_API_KEY: 'k3y' }).oasst).toBeUndefined();
});

test('all problems are told at once, a line each', () => {
  const bad = { PORT: 'x', LOG_LEVEL: 'x', OASST_API_URL: 'http://backend.test', OWNER_IDS: 'x y' };
  const problems = problemsOf(bad);
  expect(problems.map((problem) => problem.split(' ')[0]).toSorted()).toEqual([
    'DISCORD_TOKEN',
    'LOG_LEVEL',
    'OASST_API_KEY',
    'OWNER_IDS',
    'PORT',
  ]);
  expect(problems.join('')).not.toContain('\n');
});

test('settings cannot be changed, however deep', () => {
  const config = readConfig({ DISCORD_TOKEN, OWNER_IDS: '12345678901234567' });
  for (const part of [config, config.discord, config.database, config.ownerIds]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test('.env.example lists every setting, at its default', () => {
  const example = parse(readFileSync(new URL('../.env.example', import.meta.url)));
  const defaults = Object.entries(Environment.shape).map(([name, schema]) => {
    const { data } = schema.safeParse(undefined);
    return [name, data === undefined ? '' : String(data)];
  });
  expect(example).toEqual(Object.fromEntries(defaults));
});

test('.env.example says what each setting is for, right above it', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  const settings = lines.flatMap((line, index) => (/^[A-Z_]+=/.test(line) ? [lines[index - 1]] : []));
  expect(settings).toHaveLength(Object.keys(Environment.shape).length);
  for (const above of settings) expect(above).toMatch(/^# .{10,}/);
});

function keyFor(name: string) {
  return name === 'OASST_API_URL' ? { OASST_API_KEY: 'k3y' } : {};
}

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('shards are read as numbers, below how many there are', () => {
  const env = { DISCORD_TOKEN, SHARDS: '2,3', SHARD_COUNT: '4' };
  expect(readConfig(env).discord.shards).toEqual({ ids: [2, 3], count: 4 });
  expect(problemsOf({ ...env, SHARDS: '4' })).toEqual(['SHARDS must be below SHARD_COUNT']);
  expect(problemsOf({ ...env, SHARD_COUNT: '' })).toEqual([expect.stringMatching(/^SHARD_COUNT must be /)]);
  expect(problemsOf({ ...env, SHARDS: '' })).toEqual([expect.stringMatching(/^SHARDS must be /)]);
  expect(problemsOf({ ...env, DISCORD_PUBLIC_KEY: KEY, PORT: '1' })).toEqual([
    expect.stringMatching(/^SHARDS must be unset/),
  ]);
});

test.each(['0-3', 'all', '1,', '-1'])('SHARDS=%s is refused', (SHARDS) => {
  expect(problemsOf({ DISCORD_TOKEN, SHARDS, SHARD_COUNT: '4' })).toEqual([
    expect.stringMatching(/^SHARDS must be /),
  ]);
});
