import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Host } from '../../../src/backend/cli/host.ts';
import { readOptions } from '../../../src/backend/cli/options.ts';
import { runBackend } from '../../../src/backend/cli/program.ts';
import { STOP_WITHIN_MS } from '../../../src/backend/cli/serve.ts';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { UsageError } from '../../../src/command-line.ts';
import { createLogger } from '../../../src/log.ts';
import { createMetrics } from '../../../src/metrics.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { testClock } from '../../support/clock.ts';
import { compileCache } from '../../support/compile-cache.ts';
import { freshFolder } from '../../support/folder.ts';
import { migratedPostgresUrl, postgresMissing } from '../../support/postgres.ts';
import { waitFor } from '../../support/wait-for.ts';

test('the command line and the environment are read together', () => {
  const options = readOptions(['--port', '8080', '--key', 'k', '--empty'], {
    DATA_DIR: '/tmp/x',
    DATABASE_URL: '',
  });
  expect(options).toEqual({
    port: 8080,
    key: 'k',
    host: '127.0.0.1',
    empty: true,
    assignments: [],
    dataDir: '/tmp/x',
    folder: '/tmp/x/backend',
    databaseUrl: undefined,
    logLevel: 'info',
  });
});

test.each([
  [[], '--port must be a number'],
  [['--port', '70000', '--key', 'k'], '--port must be a number'],
  [['--port', '1'], '--key must be the key'],
  [['--port', '1', '--key', 'two words'], '--key must be made of'],
  [['--port', '1', '--key', 'k', '--key-file', 'f'], '--key and --key-file say the same'],
  [['--port', '1', '--key-file', '/nowhere/key'], '--key-file /nowhere/key cannot be read'],
  [['--port', '1', '--key-file', ''], '--key-file must be a file'],
  [['--prot', '1'], '--prot'],
])('%j is refused with what is wrong and how it is meant', (args, problem) => {
  expect(() => readOptions(args, {})).toThrow(UsageError);
  expect(() => readOptions(args, {})).toThrow(problem);
  expect(() => readOptions(args, {})).toThrow('Usage: npm run backend');
});

test('the key comes from a file or the environment, where no other process sees it', async () => {
  const file = join(await freshFolder(), 'key');
  await writeFile(file, 'from-file\n');
  const keyOf = (...args: string[]) => readOptions(['--port', '1', ...args], { BACKEND_KEY: 'from-env' }).key;
  expect(keyOf()).toBe('from-env');
  expect(keyOf('--key-file', file)).toBe('from-file');
  expect(keyOf('--key', 'written')).toBe('written');
  await writeFile(file, '\n');
  expect(() => keyOf('--key-file', file)).toThrow('must be the key');
  await writeFile(file, 'two\nlines');
  expect(() => keyOf('--key-file', file)).toThrow(`${file} must be made of printable ASCII`);
  expect(() => readOptions(['--port', '1'], { BACKEND_KEY: 'two words' })).toThrow(
    'BACKEND_KEY must be made of',
  );
});

test('what a key is for cannot command the terminal of whoever lists it', async () => {
  const dataDir = await freshFolder();
  await run(dataDir, 'keys', 'add', '--client', 'site', '--description', '\x1b]0;owned\x07\u202etxt');
  const { out } = await run(dataDir, 'keys', 'list');
  expect(out).toContain('\\u{1b}]0;owned\\u{7}\\u{202e}txt');
  expect(out).not.toContain('\x1b');
});

const main = new URL('../../../src/backend/cli/main.ts', import.meta.url).pathname;

/** A process around the command, and what it has been told. */
function hostWith(dataDir: string, clock: Clock = systemClock, env: Host['env'] = {}) {
  const said = { out: '', err: '' };
  const stop = new AbortController();
  const host: Host = {
    env: { DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env },
    stdout: { write: (words) => (said.out += words) },
    stderr: { write: (words) => (said.err += words) },
    signal: stop.signal,
    clock,
    createLogger,
    createMetrics,
  };
  return { host, said, stop };
}

/** Runs the command in this process to its end. */
async function run(dataDir: string, ...args: string[]) {
  const { host, said } = hostWith(dataDir);
  return { code: await runBackend(args, host), ...said };
}

test.each([
  [['--help'], 'npm run backend -- --port'],
  [['-h', '--port', 'x'], 'npm run backend -- --port'],
  [['keys', '--help'], 'npm run backend -- keys add'],
  [['keys', 'add', '-h'], 'npm run backend -- keys add'],
])('%j prints help that fits a terminal, whatever else is wrong', async (args, usage) => {
  const { code, out, err } = await run(await freshFolder(), ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(usage);
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
});

test('settings that cannot be used end it with 78 and a line for each', async () => {
  const dataDir = await freshFolder();
  await writeFile(join(dataDir, 'backend.json'), '{"maxPending": 0}');
  const { code, err } = await run(
    dataDir,
    '--port',
    '0',
    '--key',
    'k',
    '--set',
    'goalTreeSize=x',
    '--set',
    'foo=1',
  );
  expect(code).toBe(78);
  expect(err.trim().split('\n')).toEqual([
    'goalTreeSize must be a whole number from 1 to 10000',
    'maxPending must be a whole number from 1 to 1000000',
    'foo is no setting; docs/settings.md lists them all',
  ]);
});

test.each([
  ['one that a newer version let through', { goalTreeSize: 0 }, 'goalTreeSize must be a whole number'],
  ['several', { goalTreeSize: 0, maxPending: -1 }, 'maxPending must be a whole number'],
])(
  'chosen settings that do not hold, %s, end it with 78, and the database is closed',
  async (_which, chosen, problem) => {
    const dataDir = await freshFolder();
    const folder = join(dataDir, 'backend');
    await run(dataDir, 'keys', 'add', '--client', 'site');
    const db = await openDatabase({ dataDir: folder, url: undefined, log: createLogger('silent') });
    const row = {
      version: 1,
      chosen: JSON.stringify(chosen),
      changes: '{}',
      actor: 'discord:1',
      created_at: 0,
    };
    await db.insertInto('backend_settings').values(row).execute();
    await db.destroy();
    const { code, err } = await run(dataDir, '--port', '0', '--key', 'k');
    expect(code).toBe(78);
    expect(err).toContain(`/settings collection: ${problem}`);
    expect(await readdir(folder)).not.toContain('bot.sqlite-wal'); // SQLite takes it away with the last connection
  },
);

test('keys are added, listed and revoked in the database that is served', async () => {
  const dataDir = await freshFolder();
  const added = await run(dataDir, 'keys', 'add', '--client', 'site', '--trusted');
  expect(added).toMatchObject({ code: 0, err: '' });
  const file = join(dataDir, 'backend', 'bot.sqlite');
  expect(added.out).toContain(file);
  const listed = await run(dataDir, 'keys', 'list');
  expect(listed.out).toContain(file);
  expect(listed.out).toMatch(/^[0-9a-f]{8} {2}trusted .* valid +site$/m);
  const name = /^[0-9a-f]{8}/m.exec(listed.out)?.[0] ?? '';
  expect(await run(dataDir, 'keys', 'revoke', name)).toMatchObject({ code: 0 });
  expect(await run(dataDir, 'keys', 'revoke', name)).toMatchObject({ code: 1 });
  expect(await run(dataDir, 'keys', 'lsit')).toMatchObject({ code: 78 });
  const db = await openDatabase({ dataDir: join(dataDir, 'backend') });
  const acts = await db.selectFrom('backend_acts').select(['act', 'actor', 'after']).execute();
  await db.destroy();
  const after = '{"client":"site","trusted":true}';
  expect(acts.toSorted((one, other) => one.act.localeCompare(other.act))).toEqual([
    { act: 'key_add', actor: 'command-line', after },
    { act: 'key_revoke', actor: 'command-line', after },
  ]);
});

test('keys are neither listed nor revoked where no database is, and none is made', async () => {
  const dataDir = await freshFolder();
  for (const args of [
    ['keys', 'list'],
    ['keys', 'revoke', '12345678'],
    ['keys', 'list', '--data-dir', join(dataDir, 'x')],
  ]) {
    const { code, err } = await run(dataDir, ...args);
    expect(code).toBe(1);
    expect(err).toMatch(/^There is no database \/.*bot\.sqlite\. Set DATA_DIR .*--data-dir\.\n$/);
  }
  expect(await readdir(dataDir)).toEqual([]);
});

test('a named folder is where bot.sqlite and backend.json are', async () => {
  const dataDir = await freshFolder();
  expect(
    readOptions(['--port', '1', '--key', 'k', '--data-dir', dataDir], {
      DATA_DIR: '/x',
      DATABASE_URL: 'postgres://u@h/d',
    }),
  ).toMatchObject({ dataDir, folder: dataDir, databaseUrl: undefined });
  const { out } = await run('/unused', 'keys', 'add', '--client', 'site', '--data-dir', dataDir);
  expect(out).toContain(join(dataDir, 'bot.sqlite'));
  expect(await readdir(dataDir)).toContain('bot.sqlite');
});

test('it listens, answers, keeps its data in its own folder, and ends when it is stopped', async () => {
  const dataDir = await freshFolder();
  const { host, said, stop } = hostWith(dataDir);
  const ended = runBackend(['--port', '0', '--key', 'k', '--set', 'textLimit=17'], host);
  await waitFor(() => said.out.includes('Its data: '));
  expect(said.out).toContain(join(dataDir, 'backend', 'bot.sqlite'));
  const url = /http:\S+/.exec(said.out)?.[0] ?? '';
  const settings = await fetch(`${url}/api/v1/admin/backend_settings/public`, {
    headers: { 'x-api-key': 'k', connection: 'close' },
  });
  expect(await settings.json()).toMatchObject({ MESSAGE_SIZE_LIMIT: 17 });
  expect(await run(await freshFolder(), '--port', new URL(url).port, '--key', 'k')).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^Cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE/),
  });
  stop.abort();
  expect(await ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('the program listens, ends with 0 on SIGTERM, and with 78 when it is misused', async () => {
  const start = (...args: string[]) =>
    spawn(process.execPath, [main, ...args], {
      env: { ...compileCache, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const dataDir = await freshFolder();
  const child = start('--port', '0', '--key', 'k');
  const ended = once(child, 'exit');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const url = /http:\S+/.exec(String(line))?.[0];
  const response = await fetch(`${url}/api/v1/leaderboards/day`, { headers: { 'x-api-key': 'k' } });
  expect(response.status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await once(start('--port', 'x'), 'exit')).toEqual([78, null]);
});

test('a request that was sent by half keeps no backend from ending', async () => {
  const clock = testClock();
  const { host, said, stop } = hostWith(await freshFolder(), clock);
  const ended = runBackend(['--port', '0', '--key', 'k', '--empty'], host);
  await expect.poll(() => said.out).toContain('OASST backend at');
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(said.out)?.[1]);
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {}); // being cut off is what happens here
  await once(socket, 'connect');
  const head =
    'POST /api/v1/tasks/ HTTP/1.1\r\nhost: x\r\nx-api-key: k\r\ncontent-length: 1000\r\n\r\n{"type":';
  await new Promise((resolve) => socket.write(head, resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  clock.advance(0); // what it does as soon as it has begun
  stop.abort();
  await expect.poll(() => clock.next()).toBe(STOP_WITHIN_MS);
  clock.advance(STOP_WITHIN_MS);
  await closed;
  expect(await ended).toBe(0);
  expect(said.err).toBe('');
});

describe('a machine whose clock is not that of the database', () => {
  /** When a backend says that it wrote what it began with, and what the time was on its machine. */
  async function seededAt(env: Host['env'], dataDir: string) {
    const clock = testClock();
    const { host, said, stop } = hostWith(dataDir, clock, env);
    const ended = runBackend(['--port', '0', '--key', 'k'], host);
    await expect.poll(() => said.out).toContain('OASST backend at');
    clock.advance(0); // what it does as soon as it has begun
    stop.abort();
    expect(await ended).toBe(0);
    const db = await openDatabase({ dataDir: join(dataDir, 'backend'), url: env.DATABASE_URL });
    const { created_at } = await db
      .selectFrom('backend_users')
      .select('created_at')
      .executeTakeFirstOrThrow();
    await db.destroy();
    return { createdAt: Number(created_at), own: clock.now() };
  }

  test('writes by its own where the database is a file', async () => {
    const { createdAt, own } = await seededAt({}, await freshFolder());
    expect(createdAt).toBe(own);
  });

  test.skipIf(postgresMissing)('writes by that of PostgreSQL’s server', async () => {
    const url = await migratedPostgresUrl();
    const { createdAt, own } = await seededAt({ DATABASE_URL: url }, await freshFolder());
    expect(createdAt).toBeGreaterThan(own + 60_000); // of a clock of long ago
  });
});
