import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { Counter, Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { type HealthParts, healthApp, serveHealth } from '../src/health.ts';
import { MOST_FOR_STRANGERS } from '../src/long-answers.ts';
import { createMetrics } from '../src/metrics.ts';
import { PortUnavailable } from '../src/port-unavailable.ts';
import { answers } from '../src/store/answers.ts';
import { memoryDatabase } from './support/database.ts';

const fine = { gateway: () => true, database: async () => true };

test('a process that runs is alive, even when it is not ready', async () => {
  const response = await app({ checks: { gateway: () => false } }).request('/healthz');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ alive: true });
});

test('it is ready when every check passes', async () => {
  const response = await app({ checks: fine }).request('/readyz');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ready: true, reasons: [] });
});

test('it is not ready, and says why, when a check fails, throws or hangs', async () => {
  const checks = {
    gateway: () => false,
    backend: () => {
      throw new Error('squirrel');
    },
    database: () => Promise.reject(new Error('squirrel')),
    disk: () => new Promise<boolean>(() => {}),
    clock: () => true,
  };
  const response = await app({ checks, patienceMs: 1 }).request('/readyz');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    ready: false,
    reasons: ['gateway', 'backend', 'database', 'disk'],
  });
});

test('a database answers until it is closed', async () => {
  const database = await memoryDatabase();
  const health = app({ checks: { database: () => answers(database) } });
  expect((await health.request('/readyz')).status).toBe(200);
  await database.destroy();
  expect((await health.request('/readyz')).status).toBe(503);
});

test('figures of the process and of its parts are told to Prometheus', async () => {
  const metrics = createMetrics();
  new Counter({ name: 'answers_total', help: 'Answers delivered', registers: [metrics] }).inc(3);
  const response = await app({ metrics }).request('/metrics');
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  expect(text).toContain('answers_total 3');
  expect(text).toContain('process_resident_memory_bytes');
});

test('many figures go out compressed, or not at all', async () => {
  const metrics = createMetrics();
  const many = new Counter({ name: 'answers_total', help: 'x', labelNames: ['of'], registers: [metrics] });
  for (let of = 0; of < 3_000; of += 1) many.inc({ of: `somebody ${of}` });
  const ask = (encoding?: string) =>
    app({ metrics }).request('/metrics', encoding ? { headers: { 'accept-encoding': encoding } } : {});
  const plain = await ask();
  expect(plain.status).toBe(406);
  expect(await plain.text()).toContain('--compressed');
  const answer = await ask('gzip');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBeLessThan(MOST_FOR_STRANGERS);
  expect(gunzipSync(bytes).toString()).toContain('of="somebody 2999"');
});

test('two registries of one process do not meet', async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  new Counter({ name: 'answers_total', help: 'Answers delivered', registers: [one] });
  expect(await other.metrics()).not.toContain('answers_total');
});

test('it is served over a socket, from outside the machine too where it is to be', async () => {
  const server = await serve('0.0.0.0', 0);
  expect(await statusAt('127.0.0.1', server.port)).toBe(200);
  for (const { address } of outside()) expect(await statusAt(address, server.port)).toBe(200);
});

test('on 127.0.0.1, nobody outside the machine gets in', async () => {
  const server = await serve('127.0.0.1', 0);
  expect(await statusAt('127.0.0.1', server.port)).toBe(200);
  for (const { address } of outside())
    await expect(statusAt(address, server.port)).rejects.toThrow('ECONNREFUSED');
});

test.each(['192.0.2.1', 'no-such-host.invalid'])('a host that is not here, %s, is named', async (host) => {
  const failed = serveHealth(app(), { host, port: 0 });
  await expect(failed).rejects.toBeInstanceOf(PortUnavailable);
  await expect(failed).rejects.toThrow(`${host}:0 cannot be listened on: `);
});

test('a taken port is named', async () => {
  const host = '127.0.0.1';
  const { port } = await serve(host, 0);
  const second = serveHealth(app(), { host, port });
  await expect(second).rejects.toBeInstanceOf(PortUnavailable);
  await expect(second).rejects.toThrow(
    `${host}:${port} cannot be listened on: another program has it; choose another PORT.`,
  );
});

test.each(['/healthz', '/readyz', '/metrics', '/interactions', '/', '/nothing'])(
  'a stranger who sends a MiB to %s is answered without any of it being read',
  async (path) => {
    let asked = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          asked += 1;
          if (asked > 16) controller.close();
          else controller.enqueue(new Uint8Array(65_536));
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request(`http://bot.test${path}`, { method: 'POST', body, duplex: 'half' });
    const response = await app({ checks: fine }).request(request);
    expect(response.status).toBe(404);
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(100);
    expect(asked).toBe(0);
  },
);

test('closing does not wait for somebody who keeps a connection open', async () => {
  const server = await serveHealth(app(), { host: '127.0.0.1', port: 0 });
  await (await fetch(`http://127.0.0.1:${server.port}/healthz`)).text(); // fetch keeps the connection alive
  await expect(server.close()).resolves.toBeUndefined();
});

test('once it lets go, each answer ends its connection, and all are answered as before', async () => {
  const server = await serve('127.0.0.1', 0);
  const connectionOf = async () => (await ask(server.port)).headers.get('connection');
  expect(await connectionOf()).toBe('keep-alive');
  server.letGo();
  expect(await connectionOf()).toBe('close');
  expect((await ask(server.port)).status).toBe(200);
});

test('what is under way when it closes is answered, and nobody gets in any more', async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const asked = Promise.withResolvers<void>();
  const slow = () => {
    asked.resolve();
    return promise;
  };
  const server = await serveHealth(app({ checks: { slow }, patienceMs: 60_000 }), {
    host: '127.0.0.1',
    port: 0,
  });
  const answer = ask(server.port, '/readyz');
  await asked.promise;
  const closed = server.close(60_000);
  await expect(ask(server.port)).rejects.toThrow('fetch failed');
  resolve(true);
  expect((await answer).status).toBe(200);
  await closed;
});

test('what takes longer than there is time is cut off', async () => {
  const asked = Promise.withResolvers<void>();
  const stuck = () => {
    asked.resolve();
    return new Promise<boolean>(() => {});
  };
  const server = await serveHealth(app({ checks: { stuck }, patienceMs: 60_000 }), {
    host: '127.0.0.1',
    port: 0,
  });
  const answer = expect(ask(server.port, '/readyz')).rejects.toThrow('fetch failed');
  await asked.promise;
  await server.close(1);
  await answer;
});

async function ask(port: number, path = '/healthz'): Promise<Response> {
  return await fetch(`http://127.0.0.1:${port}${path}`);
}

function app(parts: Partial<HealthParts> = {}) {
  return healthApp({ checks: fine, metrics: new Registry(), ...parts });
}

async function serve(host: string, port: number) {
  const server = await serveHealth(app(), { host, port });
  onTestFinished(() => server.close());
  return server;
}

function outside() {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return addresses.filter(({ family, internal }) => family === 'IPv4' && !internal);
}

function statusAt(host: string, port: number) {
  return new Promise((resolve, reject) => {
    request({ host, port, path: '/healthz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
