import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { runBot } from '../../src/program.ts';
import { botProcess, settingsFor } from '../support/bot-process.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';

const NOBODY = 65_534;

async function scene() {
  const sandbox = await sandboxFor();
  return { sandbox, settings: await settingsFor(sandbox, scriptedBackend()) };
}

type End = { code: number | string | null; lines: string[] };

/** How the bot ends when it is started like this as a program: its exit code, and the lines it leaves behind. */
async function endOfProgram(options: Parameters<typeof botProcess>[0]): Promise<End> {
  const bot = botProcess(options);
  const code = await bot.ended;
  return { code, lines: bot.complaints().trimEnd().split('\n') };
}

/** The same in this process. */
async function endOf({ env }: { env: Record<string, string> }): Promise<End> {
  const { promise: ended, resolve: exit } = Promise.withResolvers<number>();
  let [said, complaints] = ['', ''];
  const stdout = { write: (words: string) => (said += words) };
  const stderr = { write: (words: string) => (complaints += words) };
  await runBot({ env: { ...env, LOG_LEVEL: 'silent' }, stdout, stderr, on: () => {}, exit });
  expect(said).toBe('');
  return { code: await ended, lines: complaints.trimEnd().split('\n') };
}

test('missing and malformed settings end it with 78 and a line for each', async () => {
  const { code, lines } = await endOfProgram({ env: { OASST_API_URL: 'http://backend.test', PORT: 'many' } });
  expect(code).toBe(78);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['DISCORD_TOKEN', 'PORT', 'OASST_API_KEY']);
});

describe('what Discord has against it is said in one sentence, and ends it with 1:', () => {
  test('the token is wrong', async () => {
    const { settings } = await scene();
    const { code, lines } = await endOfProgram({ env: { ...settings, DISCORD_TOKEN: 'mistyped' } });
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^Discord does not accept DISCORD_TOKEN\. Copy it again .*\.$/)],
    });
  });

  test('it is closed to the intents that were asked for', async () => {
    const { sandbox, settings } = await scene();
    sandbox.faults.rest({ route: '/gateway/bot' }, { status: 200, body: gatewayAt(await closing(4014)) });
    const { code, lines } = await endOf({ env: settings });
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringContaining('does not allow the intents')],
    });
  });

  test('no session is left for today', async () => {
    const { sandbox, settings } = await scene();
    sandbox.faults.rest({ route: '/gateway/bot' }, { status: 200, body: gatewayAt(sandbox.url, 0) });
    expect(await endOf({ env: settings })).toEqual({
      code: 1,
      lines: [expect.stringContaining('connected too often today')],
    });
  });

  test('it cannot be reached', async () => {
    const { settings } = await scene();
    const { code, lines } = await endOf({ env: { ...settings, DISCORD_API_URL: 'http://127.0.0.1:1/api' } });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('cannot be reached')] });
  });

  test('it has trouble of its own', async () => {
    const { sandbox, settings } = await scene();
    sandbox.faults.rest({ route: '/applications/@me' }, { status: 503, times: Infinity }); // a call of the start is made again
    const { code, lines } = await endOf({ env: settings });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('status 503')] });
  });

  test('interactions would come signed by another key', async () => {
    const { settings } = await scene();
    const { code, lines } = await endOf({
      env: { ...settings, PORT: '0', DISCORD_PUBLIC_KEY: '0'.repeat(64) },
    });
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringContaining('not the public key of this application')],
    });
  });

  test('the bot is not on the server it was told, which costs no session', async () => {
    const { sandbox, settings } = await scene();
    const body = { code: 50001, message: 'Missing Access' };
    sandbox.faults.rest({ route: /guilds.*commands/ }, { status: 403, body });
    const { code, lines } = await endOf({ env: { ...settings, DISCORD_GUILD_ID: sandbox.guildId } });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('DISCORD_GUILD_ID')] });
    expect(sandbox.requests.all().map(({ route }) => route)).not.toContain('/gateway/bot');
  });
});

describe('a database that cannot be used is said in one sentence, and ends it with 1:', () => {
  test('it is damaged', async () => {
    const { settings } = await scene();
    await writeFile(join(settings.DATA_DIR, 'bot.sqlite'), 'not a database\n'.repeat(1_000));
    expect(await endOf({ env: settings })).toEqual({
      code: 1,
      lines: [expect.stringContaining('is not an SQLite database')],
    });
  });

  test('it may only be read', async () => {
    const { settings } = await scene();
    const file = join(settings.DATA_DIR, 'bot.sqlite');
    await writeFile(file, '');
    await chmod(file, 0o444);
    await chmod(settings.DATA_DIR, 0o555);
    expect(await endOfProgram({ env: settings, ...asNobody() })).toEqual({
      code: 1,
      lines: [expect.stringMatching(/cannot be written: .* read-only for this user\.$/)],
    });
    await chmod(settings.DATA_DIR, 0o755);
  });

  test('there is no room for it on the disk', async () => {
    const { settings } = await scene();
    const small = ['sh', '-c', 'ulimit -f 16 && exec "$@"', 'sh']; // 8 or 16 kB a file, by the shell
    expect(await endOfProgram({ env: settings, through: small })).toEqual({
      code: 1,
      lines: [expect.stringMatching(/cannot (grow|be read or written): .*disk/)],
    });
  });

  test('there is no room for the first tasks of the embedded backend', async () => {
    const { settings } = await scene();
    const { OASST_API_URL: _url, OASST_API_KEY: _key, ...embedded } = settings;
    const small = ['sh', '-c', 'ulimit -f 700 && exec "$@"', 'sh'];
    expect(await endOfProgram({ env: embedded, through: small })).toEqual({
      code: 1,
      lines: [expect.stringMatching(/cannot (grow|be read or written): .*disk/)],
    });
  });
});

/** What Discord says about a gateway. */
function gatewayAt(url: string, remaining = 999) {
  const session_start_limit = { total: 1000, remaining, reset_after: 3_600_000, max_concurrency: 1 };
  return { url, shards: 1, session_start_limit };
}

/** A gateway that says hello and then closes with a code; its address. */
async function closing(code: number): Promise<string> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.once('message', () => socket.close(code));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    sockets.close();
    http.close();
  });
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}`; // it listens on TCP
}

/** Root may write everywhere, so where tests run as root, the bot runs as somebody else. */
function asNobody() {
  return process.geteuid?.() === 0 ? { uid: NOBODY } : {};
}
