import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { fileFetcher } from '../../../src/discord/calls/fetch-file.ts';
import { freshFolder } from '../../support/folder.ts';

async function server(listener: RequestListener): Promise<string> {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => void http.close(() => resolve())));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const left = () => readdir(tmpdir());

beforeEach(async () => {
  vi.stubEnv('TMPDIR', await freshFolder()); // where nobody else leaves anything
});
afterEach(() => void vi.unstubAllEnvs());

test('a file lies on the disk with its digest until it is removed', async () => {
  const url = await server((_, answer) => answer.end('hello'));
  const file = await fileFetcher(`${url}/api`)(`${url}/attachments/1/a`, 5);
  expect(await readFile(file.path, 'utf8')).toBe('hello');
  expect(file.digest).toBe(createHash('sha256').update('hello').digest('hex'));
  await file.remove();
  await expect(access(file.path)).rejects.toThrow('ENOENT');
});

test.each([
  ['another host', 'https://example.com/attachments/1/a'],
  ['another host that begins alike', 'https://cdn.discordapp.com.example.com/a'],
  ['another port', 'http://127.0.0.1:1/a'],
  ['a password before the host', 'https://cdn.discordapp.com@example.com/a'],
  ['Discord’s host without encryption', 'http://cdn.discordapp.com/a'],
  ['a file of this machine', 'file:///etc/hosts'],
  ['no address', 'nothing'],
])('%s is never asked', async (_, address) => {
  const url = await server((_, answer) => answer.end('hello'));
  await expect(fileFetcher(`${url}/api`)(address, 5)).rejects.toMatchObject({ why: 'elsewhere' });
});

test('where Discord is Discord, this machine is never asked', async () => {
  const url = await server((_, answer) => answer.end('hello'));
  await expect(fileFetcher('https://discord.com/api')(`${url}/a`, 5)).rejects.toMatchObject({
    why: 'elsewhere',
  });
});

test('a redirect is not followed', async () => {
  let asked = 0;
  const other = await server((_, answer) => {
    asked += 1;
    answer.end('hello');
  });
  const url = await server((_, answer) => answer.writeHead(302, { location: `${other}/a` }).end());
  await expect(fileFetcher(url)(`${url}/a`, 5)).rejects.toMatchObject({ why: 'unreachable' });
  expect(asked).toBe(0);
});

test('what goes on for longer than it may is cut, and nothing is left', async () => {
  const url = await server((_, answer) => answer.end('hello!'));
  await expect(fileFetcher(url)(`${url}/a`, 5)).rejects.toMatchObject({ why: 'too_large' });
  expect(await left()).toEqual([]);
});

test('a file that is not there any more is told from a server that is away', async () => {
  const url = await server((_, answer) => answer.writeHead(404).end());
  await expect(fileFetcher(url)(`${url}/a`, 5)).rejects.toMatchObject({ why: 'gone' });
  const broken = await server((request) => request.socket.destroy());
  await expect(fileFetcher(broken)(`${broken}/a`, 5)).rejects.toMatchObject({ why: 'unreachable' });
});
