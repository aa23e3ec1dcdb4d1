import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readOptions, UsageError } from '../../src/backend/options.ts';

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
    databaseUrl: undefined,
    logLevel: 'info',
  });
});

test.each([
  [[], '--port must be a number'],
  [['--port', '70000', '--key', 'k'], '--port must be a number'],
  [['--port', '1'], '--key must be the key'],
  [['--port', '1', '--key', 'two words'], '--key must be made of'],
  [['--prot', '1'], '--prot'],
])('%j is refused with what is wrong and how it is meant', (args, problem) => {
  expect(() => readOptions(args, {})).toThrow(UsageError);
  expect(() => readOptions(args, {})).toThrow(problem);
  expect(() => readOptions(args, {})).toThrow('Usage: npm run backend');
});

test('it listens, answers, keeps its data in its own folder, and ends on SIGTERM', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'backend-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const main = new URL('../../src/backend/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, '--port', '0', '--key', 'k'], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const url = /http:\S+/.exec(String(line))?.[0];
  const response = await fetch(`${url}/api/v1/leaderboards/day`, { headers: { 'x-api-key': 'k' } });
  expect(response.status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
