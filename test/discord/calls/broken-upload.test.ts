import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createRest } from '../../../src/discord/calls/rest.ts';

const MANY = 400; // parts: not all can be under way when the connection breaks

/** A Discord whose connections break as soon as an upload begins. */
async function breaking() {
  const server = createServer((socket) => {
    socket.on('error', () => {}); // the other side may be writing
    socket.once('data', () => socket.resetAndDestroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

test('a connection that breaks while a file is sent fails that call, and nothing else', async () => {
  const strays: unknown[] = [];
  const note = (error: unknown) => strays.push(error);
  process.on('unhandledRejection', note);
  onTestFinished(() => {
    process.off('unhandledRejection', note);
  });
  const { patient } = createRest({ api: await breaking(), token: 'token', log: pino({ level: 'silent' }) });
  const files = Array.from({ length: MANY }, (_, part) => ({
    name: `part-${part}.json`,
    data: Buffer.alloc(100_000, 'x'),
  }));
  for (let time = 0; time < 3; time += 1) {
    const call = patient.patch('/webhooks/1/token/messages/@original', { files, auth: false });
    await expect(call).rejects.toThrow();
  }
  expect(strays).toEqual([]);
});
