import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { examineBackend } from '../../src/doctor/backend.ts';
import { examineDoor } from '../../src/doctor/discord.ts';
import { examineClock, examinePort, examineVersions } from '../../src/doctor/machine.ts';
import { runDoctor } from '../../src/doctor/program.ts';
import { OasstError, Unreachable } from '../../src/oasst/errors.ts';
import { openDatabase } from '../../src/store/database.ts';
import { changeServer } from '../../src/store/servers.ts';
import { freshFolder } from '../support/folder.ts';
import { translator } from '../support/scenes.ts';

const definitions = commands(translator).map(({ data }) => data);

/** An installation in a sandbox, and what the doctor says of it. */
async function installation() {
  const sandbox = await startSandbox({ people: [{ name: 'Owner', admin: true }] });
  onTestFinished(() => sandbox.close());
  const dataDir = await freshFolder();
  const env = { DISCORD_TOKEN: sandbox.token, DISCORD_API_URL: sandbox.apiUrl, DATA_DIR: dataDir };
  const doctor = async (more: Record<string, string> = {}, mayWrite = async (_folder: string) => true) => {
    const said = { out: '' };
    const code = await runDoctor(
      { ...env, ...more },
      {
        stdout: { write: (text) => (said.out += text) },
        now: Date.now,
        versions: { node: '24.1.0', bot: '1.2.3' },
        commands: definitions,
        fetch,
        mayWrite,
      },
    );
    return { code, lines: said.out.trimEnd().split('\n') };
  };
  return { sandbox, dataDir, doctor };
}

async function register(sandbox: Sandbox) {
  const response = await fetch(`${sandbox.apiUrl}/v10/applications/${sandbox.applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(definitions),
  });
  expect(response.status).toBe(200);
}

test('a sound installation has a line for everything, and exit code 0', async () => {
  const { sandbox, doctor } = await installation();
  await register(sandbox);
  const { code, lines } = await doctor();
  expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
    '✓ settings',
    '✓ versions',
    '✓ clock',
    '✓ token',
    '✓ intents',
    '✓ door',
    '✓ commands',
    '✓ database',
    '✓ backend',
    '✓ channels',
    '✓ port',
  ]);
  expect(lines.find((line) => line.includes('database'))).toMatch(/takes writes and has (0\.[1-9]|[1-9])/);
  expect(code).toBe(0);
});

test('commands that were never registered are a doubt, with the mend', async () => {
  const { doctor } = await installation();
  const { code, lines } = await doctor();
  expect(lines).toContain(
    '! commands   none is registered everywhere → start the bot once: it registers them',
  );
  expect(code).toBe(0);
});

test('settings that cannot be used are all that is said, with exit code 78', async () => {
  const { doctor } = await installation();
  const { code, lines } = await doctor({ PORT: 'many', LOG_LEVEL: 'loud' });
  expect(code).toBe(78);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^✗ settings {3}PORT must be .* → set it in the environment or in \.env$/);
});

test('a token that Discord does not take is broken, and never printed', async () => {
  const { doctor } = await installation();
  const { code, lines } = await doctor({ DISCORD_TOKEN: 'MTIzNDU2.secret.token' });
  expect(code).toBe(1);
  expect(lines.find((line) => line.includes('token'))).toMatch(
    /^✗ token {6}Discord does not take it → .*DISCORD_TOKEN/,
  );
  expect(lines.join('\n')).not.toContain('secret');
});

test('channels that managers chose are looked at, each with what to mend', async () => {
  const { sandbox, dataDir, doctor } = await installation();
  const { idOf } = sandbox.channels;
  const db = await openDatabase({ dataDir });
  const server = { id: sandbox.guildId, locale: 'en-US' };
  await changeServer(
    db,
    server,
    { logChannel: idOf('general'), postChannel: idOf('tasks') },
    { by: '1', now: 0 },
  );
  await db.destroy();
  expect((await doctor()).code).toBe(0);
  sandbox.channels.deny('tasks', 'attach');
  sandbox.channels.deny('general', 'view');
  const { code, lines } = await doctor();
  expect(code).toBe(1);
  const channels = lines.filter((line) => line.includes(' channel '));
  expect(channels[0]).toContain('the bot cannot see it → allow it View Channel there');
  expect(channels[1]).toContain('the bot lacks Attach Files → allow it Attach Files there');
});

test('a folder that cannot be used for the database is broken', async () => {
  const { doctor } = await installation();
  const { code, lines } = await doctor({ DATA_DIR: '/dev/null/data' });
  expect(code).toBe(1);
  expect(lines.find((line) => line.includes('database'))).toMatch(/^✗ database/);
  expect(lines).toContain('✗ backend    the embedded one has no database → mend the database above');
});

test('a folder in which nothing can be made is broken, though its database still takes writes', async () => {
  const { doctor, dataDir } = await installation();
  const asked: string[] = [];
  const { code, lines } = await doctor({}, async (folder) => {
    asked.push(folder);
    return false;
  });
  expect(code).toBe(1);
  expect(asked).toEqual([dataDir]);
  expect(lines).toContain(
    `✗ database   the folder ${dataDir} is read-only for this user: no backup can be made, and no start is sure → let this user write into DATA_DIR`,
  );
  expect(lines.find((line) => line.includes('backend'))).toMatch(/^✗ backend/);
});

describe('a backend on the network', () => {
  const request = { method: 'GET', path: '/' } as const;
  const refusing = (status: number) => async () => {
    throw new OasstError('no', { request, status });
  };
  const fine = async () => ({}) as never;

  test.each([
    [fine, fine, 'fine', 'its key is trusted'],
    [refusing(403), fine, 'doubtful', 'not trusted'],
    [refusing(401), refusing(401), 'broken', 'does not take the key (401)'],
    [
      async () => {
        throw new Unreachable('gone', { request });
      },
      fine,
      'broken',
      'cannot be reached',
    ],
  ] as const)('is judged by what it answers (%#)', async (treeStates, validLabels, is, says) => {
    const finding = await examineBackend({ treeStates, validLabels }, 'http://backend.test', false);
    expect(finding).toMatchObject({ is, says: expect.stringContaining(says) });
  });
});

test.each([
  [0, 'fine'],
  [29_000, 'fine'],
  [-31_000, 'broken'],
  [3_600_000, 'broken'],
] as const)('a clock that is %i ms off is %s', (off, is) => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  expect(examineClock(new Date(now - off).toUTCString(), now).is).toBe(is);
});

test('a time that Discord does not say is a doubt', () => {
  expect(examineClock(null, 0).is).toBe('doubtful');
  expect(examineClock('soon', 0).is).toBe('doubtful');
});

test.each([
  ['24.0.0', 'fine'],
  ['25.1.0', 'fine'],
  ['22.9.0', 'broken'],
])('Node %s is %s', (node, is) => expect(examineVersions(node, '1').is).toBe(is));

test('a port is fine when it is free or the bot answers there, and broken when somebody else has it', async () => {
  const host = '127.0.0.1';
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/healthz' && alive ? 200 : 404;
    response.end();
  });
  let alive = true;
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  expect(await examinePort({ host, port }, fetch)).toMatchObject({
    is: 'fine',
    says: expect.stringContaining('a bot'),
  });
  alive = false;
  expect((await examinePort({ host, port }, fetch)).is).toBe('broken');
  server.close();
  await once(server, 'close');
  expect(await examinePort({ host, port: 0 }, fetch)).toMatchObject({ is: 'fine' });
  expect((await examinePort({ host, port: undefined }, fetch)).is).toBe('fine');
});

test.each([
  [undefined, undefined, 'fine'],
  ['https://bot.test', undefined, 'broken'],
  [undefined, 'ab', 'broken'],
  ['https://bot.test', 'ab', 'fine'],
  ['https://bot.test', 'cd', 'broken'],
] as const)('with the endpoint %s and the key %s the door is %s', (endpoint, key, is) => {
  expect(examineDoor({ endpoint, publicKey: 'AB' }, key).is).toBe(is);
});
