import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { botReady } from '../../sandbox/bot-ready.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { PersonView, Snapshot } from '../../sandbox/view.ts';
import { compileCache } from '../support/compile-cache.ts';
import { root } from '../support/sources.ts';
import { showcaseBot } from './showcase-bot.ts';

type Demo = ChildProcessByStdio<null, Readable, Readable>;

function demo(args: string[], env: Record<string, string> = {}): Demo {
  const { PATH = '' } = process.env;
  const child: Demo = spawn(process.execPath, [join(root, 'sandbox', 'demo.ts'), ...args], {
    env: { PATH, ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'close');
  });
  return child;
}

/** Runs it to its end: the exit code, and both of its outputs. */
async function endOf(child: Demo) {
  const heard = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.err += text;
  });
  const [code] = await once(child, 'close');
  return { code, ...heard };
}

test('it says how it is used when it is asked to, and when it is not understood', async () => {
  expect(await endOf(demo(['--help']))).toEqual({
    code: 0,
    out: expect.stringMatching(/^Usage: npm run demo -- \[--port 3000\]\n/),
    err: '',
  });
  expect(await endOf(demo(['--port', 'http']))).toEqual({
    code: 64,
    out: '',
    err: '--port must be a number from 0 to 65535.\nUsage: npm run demo -- [--port 3000]\n',
  });
});

test('for a port that is taken it names another one', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // listening on TCP, so it is an address with a port
  expect(await endOf(demo(['--port', String(port)]))).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(
      new RegExp(`^Port ${port} is in use already\\. Take another one: npm run demo -- --port \\d+\\n$`),
    ),
  });
});

test('a bot that cannot start says why, and no address is printed', async () => {
  expect(await endOf(demo(['--port', '0'], { LOG_LEVEL: 'loud' }))).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^LOG_LEVEL must be .*\nThe bot has stopped \(exit code 78\)\.\n$/s),
  });
});

test('once it prints its address, the bot is there with its commands', async () => {
  const child = demo(['--port', '0']);
  const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), once(child, 'close')]);
  const [, url] = /^Open (\S+) in a browser/.exec(String(line)) ?? expect.fail(String(line));
  const people = (await (await fetch(`${url}/sandbox/people`)).json()) as PersonView[]; // what the page is sent
  const { bot, commands } = await firstPicture(`${url}/sandbox/live?person=${people[0]?.id}`);
  expect(bot.online).toBe(true);
  expect(commands.map(({ name }) => name)).toContain('task');
});

test('the bot is not ready before it has both come and brought its commands', async () => {
  const sandbox = await startSandbox({ people: [{ name: 'ada' }] });
  onTestFinished(() => sandbox.close());
  let ready = false;
  const { id } = sandbox.person('ada');
  const waiting = botReady(sandbox, id).then(() => {
    ready = true;
  });
  const seen: string[] = [];
  sandbox.onChange(() => {
    const { bot, commands } = sandbox.snapshot(id);
    seen.push(`${bot.online ? 'online' : 'away'}, ${commands.length > 0 ? 'commands' : 'none'}, ${ready}`);
  });
  const bot = await showcaseBot(sandbox);
  onTestFinished(() => bot.close());
  await waiting;
  expect(seen).toEqual(['online, none, false', 'online, commands, false']);
  await botReady(sandbox, id);
});

async function firstPicture(address: string): Promise<Snapshot> {
  const controller = new AbortController();
  const { body } = await fetch(address, { signal: controller.signal });
  let text = '';
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.includes('\n\n')) break;
  }
  controller.abort();
  return JSON.parse(text.replace(/^data: /, ''));
}
