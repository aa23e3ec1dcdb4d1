import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLimiter, MOST_WINDOWS } from '../../../src/backend/http/limiter.ts';
import { listen } from '../../../src/backend/http/listen.ts';
import { httpLimits, MOST_CONNECTIONS } from '../../../src/http-limits.ts';
import { adversarial } from '../../support/adversarial.ts';
import { statementsOf } from '../../support/statements.ts';
import { KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

// What somebody costs who has no key, whatever they send.

const MIB = 1_024 * 1_024;
const MOST_ANSWER = 64 * 1_024;

/** A body that counts how much of it was asked for. */
function counted(text: string) {
  const bytes = new TextEncoder().encode(text);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(sent, sent + 65_536));
        sent += 65_536;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked: () => Math.min(sent, bytes.length) };
}

async function endpointsOf(backend: TestBackend) {
  const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { body } = await backend.call('GET', '/api/v1/openapi.json', { key: null });
  return Object.entries(Document.parse(body).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, '1'),
    })),
  );
}

/** Everything a database holds, table by table. */
async function rowsIn({ db }: TestBackend) {
  const tables = await db.introspection.getTables();
  const counts = tables.map(async ({ name }) => {
    const { rows } = await db
      .selectFrom(name as 'backend_users')
      .selectAll()
      .execute()
      .then((rows) => ({ rows }));
    return [name, rows.length] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

test.each([null, 'no-such-key'])(
  'with key %s no endpoint reads a body, answers much, or keeps anything',
  async (key) => {
    const backend = await testBackend();
    const before = await rowsIn(backend);
    const endpoints = await endpointsOf(backend);
    expect(endpoints.length).toBeGreaterThan(50);
    for (const { method, path } of endpoints)
      for (const text of method === 'GET' ? [''] : Object.values(adversarial)) {
        const { body, asked } = counted(text);
        const seen = await statementsOf(async () => {
          const request = new Request(`http://backend.test${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'x-api-key': key }) },
            ...(method === 'GET' ? {} : { body, duplex: 'half' as const }),
          });
          const response = await backend.fetch(request);
          const answer = await response.arrayBuffer();
          // the document that describes the backend goes out compressed: see for-strangers.test.ts
          if (path !== '/api/v1/openapi.json')
            expect({ path, size: answer.byteLength > MOST_ANSWER }).toEqual({ path, size: false });
          if (method !== 'GET') expect(response.status).toBe(403);
        });
        expect({ path, asked: asked() }).toEqual({ path, asked: 0 });
        expect(seen.length).toBeLessThanOrEqual(path === '/metrics' ? 20 : 1); // whose key it is
      }
    expect(await rowsIn(backend)).toEqual(before);
    expect(backend.logged).toEqual([]);
  },
);

test.each([
  ['POST', '/api/v1/nothing', 404],
  ['POST', '/api/v1/tasks', 307],
  ['PATCH', '/api/v1/tasks/', 405],
  ['POST', '/', 404],
  ['POST', '/metrics', 405],
  ['PUT', '/api/v1/openapi.json', 405],
])('%s %s, where no endpoint is, reads no body and keeps nothing', async (method, path, status) => {
  const backend = await testBackend();
  const { body, asked } = counted('x'.repeat(MIB));
  const seen = await statementsOf(async () => {
    const request = new Request(`http://backend.test${path}`, { method, body, duplex: 'half' });
    const response = await backend.fetch(request);
    expect(response.status).toBe(status);
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(200);
  });
  expect([seen, asked(), backend.logged]).toEqual([[], 0, []]);
});

test.each(Object.entries(adversarial))('with a key, a MiB of %s gets a short answer', async (_, raw) => {
  const backend = await testBackend();
  for (const path of ['/api/v1/tasks/', '/api/v1/tasks/interaction', '/api/v1/text_labels/']) {
    const { status, body } = await backend.call('POST', path, { raw });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(JSON.stringify(body).length).toBeLessThan(MOST_ANSWER);
  }
});

test('of many faults the first are told, and how many more there are', async () => {
  const backend = await testBackend();
  const ranking = Array.from({ length: 1_000 }, () => 'not a number');
  const { user } = person(backend, 'a');
  const answer = { type: 'message_ranking', user, message_id: 'm', ranking };
  const { status, body } = await backend.call('POST', '/api/v1/tasks/interaction', { body: answer });
  expect(status).toBe(422);
  const { detail } = z
    .object({ detail: z.array(z.object({ loc: z.array(z.unknown()), msg: z.string() })) })
    .parse(body);
  expect(detail).toHaveLength(21);
  expect(detail[0]?.loc).toEqual(['body', 'ranking', 0]);
  expect(detail.at(-1)?.msg).toContain('980 more');
});

test('a body that goes on past 1 MiB is not read to its end', async () => {
  const backend = await testBackend();
  const { body, asked } = counted('x'.repeat(8 * MIB));
  const headers = { 'x-api-key': KEY };
  const request = new Request('http://backend.test/api/v1/tasks/', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  });
  expect((await backend.fetch(request)).status).toBe(413);
  expect(asked()).toBeLessThan(1.2 * MIB);
});

test('a client that goes away in the middle of its body is no failure of the backend', async () => {
  const backend = await testBackend();
  const leaving = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      leaving.abort();
      controller.error(new DOMException('The operation was aborted.', 'AbortError'));
    },
  });
  const headers = { 'x-api-key': KEY };
  const about = { method: 'POST', headers, body, duplex: 'half' as const, signal: leaving.signal };
  await backend.fetch(new Request('http://backend.test/api/v1/tasks/', about)).catch(() => {});
  expect(backend.logged).toEqual([]);
});

test('the limiter remembers so many names and no more, however long they are', () => {
  let now = 0;
  const limiter = createLimiter(() => now);
  const limit = { most: 1, ms: 60_000 };
  for (let index = 0; index < MOST_WINDOWS + 500; index += 1) limiter.count([`stranger ${index}`], limit);
  expect(limiter.size()).toBe(MOST_WINDOWS);
  expect(() => limiter.count([`stranger ${MOST_WINDOWS}`], limit)).toThrow('Too Many Requests');
  now = 60_001;
  for (let index = 0; index < MOST_WINDOWS; index += 1) limiter.count([`later ${index}`], limit);
  expect(limiter.size()).toBeLessThanOrEqual(MOST_WINDOWS);
  now = 200_000;
  for (let index = 0; index < 10; index += 1) limiter.count([`last ${index}`], limit);
  expect(limiter.size()).toBeLessThan(MOST_WINDOWS); // what has ended goes as others come
});

test('a clock that is set back by days locks nobody out of the limiter', () => {
  let now = 5 * 86_400_000;
  const limiter = createLimiter(() => now);
  const limit = { most: 1, ms: 60_000 };
  limiter.count(['ada'], limit);
  expect(() => limiter.count(['ada'], limit)).toThrow('Retry After 60 seconds');
  now = 0;
  limiter.count(['ada'], limit);
  expect(() => limiter.count(['ada'], limit)).toThrow('Retry After 60 seconds');
});

test('a header gets nobody more tasks than their share', async () => {
  const limits = { person: { most: 2, ms: 60_000 } };
  const backend = await testBackend({
    settings: { limits: { ...(await defaultLimits()), ...limits }, maxPending: 100 },
  });
  const { user } = person(backend, 'a');
  const ask = (header: string) =>
    backend.call('POST', '/api/v1/tasks/', {
      body: { type: 'initial_prompt', user },
      headers: { 'x-oasst-user': header },
    });
  const statuses: number[] = [];
  for (const header of ['discord:x', 'discord:y', 'discord:z']) statuses.push((await ask(header)).status);
  expect(statuses).toEqual([200, 200, 429]);
});

test('a connection has a deadline for its head and its body, and there is an end to connections', async () => {
  const backend = await testBackend();
  const server = listen(backend, { host: '127.0.0.1', port: 0 }, () => {});
  expect(server).toMatchObject({
    headersTimeout: httpLimits.headersTimeout,
    requestTimeout: httpLimits.requestTimeout,
    maxConnections: MOST_CONNECTIONS,
  });
  await new Promise((resolve) => server.close(resolve));
});

test('an id for an ack that no row can hold is refused alike on both databases', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  const { body } = await somebody.request('initial_prompt');
  const { id } = z.object({ id: z.string() }).parse(body);
  const ack = (message_id: string) =>
    backend.call('POST', `/api/v1/tasks/${id}/ack`, { body: { message_id } });
  expect(await ack('i'.repeat(900_000))).toMatchObject({ status: 400, body: { error_code: 1001 } });
  expect(await ack('i'.repeat(513))).toMatchObject({ status: 400, body: { error_code: 1001 } });
  expect((await ack('i'.repeat(512))).status).toBe(204);
});

test.each(['\u200b', '\u2060\ufeff\u200d', '\u00ad', '\u3164'])(
  'a text that nobody can see, %j, is no text',
  async (text) => {
    const backend = await testBackend();
    const somebody = person(backend, 'a');
    const { acked } = await somebody.take('initial_prompt');
    expect((await somebody.text(acked, text)).status).toBe(422);
    expect((await somebody.text(acked, `${text}Hi`)).status).toBe(200);
  },
);

async function defaultLimits() {
  const { defaults } = await import('../../../src/backend/settings/settings.ts');
  return defaults.limits;
}
