import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { readApplication } from '../../../src/discord/application.ts';
import { createRest } from '../../../src/discord/calls/rest.ts';

type Given = { status: number; body: object; headers?: Record<string, string> };

const found = { status: 200, body: { id: '123456789012345678' } };
const failed = { status: 503, body: { message: 'Service unavailable', code: 0 } };
const limited = {
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: 0.05, global: false },
  headers: { 'retry-after': '0.05', 'x-ratelimit-scope': 'user' },
};

/** A Discord that gives one answer after another, and the calls it got. */
async function discord(answers: readonly Given[]) {
  const left = [...answers];
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    const { status, body, headers = {} }: Given = left.shift() ?? found;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const logged: unknown[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const { port } = server.address() as AddressInfo; // it listens on a port
  const rest = createRest({ api: `http://127.0.0.1:${port}`, token: 'token', log });
  return { rest, logged, calls: () => calls };
}

test('a start outlives trouble of Discord, and says what it waits for', async () => {
  const { rest, logged, calls } = await discord([failed, limited, failed]);
  expect(await readApplication(rest.starting)).toMatchObject({ id: found.body.id });
  expect(calls()).toBe(4);
  expect(logged).toMatchObject([
    { seconds: 1, method: 'GET', msg: 'Discord asks to wait before the start goes on' },
  ]);
});

test('a start ends where the trouble lasts', async () => {
  const { rest, calls } = await discord([failed, failed, failed, failed, failed]);
  await expect(readApplication(rest.starting)).rejects.toMatchObject({ status: 503 });
  expect(calls()).toBe(4);
});

test('a start waits longer than somebody who has clicked, and what people wait for is not made again unseen', async () => {
  const { rest, calls } = await discord([failed]);
  expect(rest.starting.options.timeout).toBeGreaterThanOrEqual(5 * rest.quick.options.timeout);
  await expect(readApplication(rest.quick)).rejects.toMatchObject({ status: 503 });
  expect(calls()).toBe(1);
});
