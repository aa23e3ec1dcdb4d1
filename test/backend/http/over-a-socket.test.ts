import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { listen } from '../../../src/backend/http/listen.ts';
import { KEY, testBackend } from '../support/backend.ts';

/** A backend with samples, served as the command serves it. */
async function served() {
  const backend = await testBackend({ samples: true });
  return { backend, send: sender(await portOf(backend)) };
}

function portOf(app: Parameters<typeof listen>[0]): Promise<number> {
  return new Promise((resolve) => {
    const server = listen(app, { host: '127.0.0.1', port: 0 }, (address) => resolve(address.port));
    onTestFinished(() => void server.close());
  });
}

type Call = { chunks?: readonly string[]; bytes?: string; headers?: Record<string, string> };

/**
 * Sends the bytes as they are: without `chunks` no body and no length, as curl does; else in chunks of unknown number. Of
 * `bytes` the headers say how many come.
 */
const sender =
  (port: number) =>
  async (method: string, path: string, { chunks, bytes, headers = {} }: Call = {}) => {
    const options = { port, method, path, agent: false, headers: { 'x-api-key': KEY, ...headers } };
    const sent = request(options);
    if (chunks) sent.setHeader('transfer-encoding', 'chunked');
    else sent.removeHeader('transfer-encoding');
    sent.useChunkedEncodingByDefault = chunks !== undefined;
    for (const chunk of chunks ?? []) sent.write(chunk);
    sent.end(bytes);
    const [response] = await once(sent, 'response');
    const body = await text(response);
    return { status: response.statusCode, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
  };

const json = { 'content-type': 'application/json' };
const user = { id: '1', display_name: 'Ada', auth_method: 'discord' };

test('the process keeps its own requests and responses', async () => {
  const own = [globalThis.Request, globalThis.Response];
  await served();
  expect([globalThis.Request, globalThis.Response]).toEqual(own);
});

test('a body of a length that is not told is read as a whole', async () => {
  const { send } = await served();
  const body = JSON.stringify({ type: 'initial_prompt', user });
  const answer = await send('POST', '/api/v1/tasks/', {
    chunks: [body.slice(0, 20), body.slice(20)],
    headers: json,
  });
  expect(answer).toMatchObject({ status: 200, body: { type: 'initial_prompt' } });
});

test('a body of a length that is told is read as a whole, and refused over 1 MiB before it has come', async () => {
  const { send } = await served();
  const body = JSON.stringify({ type: 'initial_prompt', user });
  const headers = { ...json, 'content-length': String(body.length) };
  const answer = await send('POST', '/api/v1/tasks/', { bytes: body, headers });
  expect(answer).toMatchObject({ status: 200, body: { type: 'initial_prompt' } });
  const tooLong = { ...json, 'content-length': String(1_024 * 1_024 + 1) };
  expect((await send('POST', '/api/v1/tasks/', { bytes: '{', headers: tooLong })).status).toBe(413);
});

test('whoever leaves within a body whose length was told is no failure of ours', async () => {
  const backend = await testBackend();
  const arrivals = new EventEmitter();
  const answers: Promise<Response>[] = [];
  const fetch = (request: Request) => {
    const answer = backend.fetch(request);
    answers.push(answer);
    arrivals.emit('request');
    return answer;
  };
  const port = await portOf({ fetch });
  const headers = { 'x-api-key': KEY, ...json, 'content-length': '1000' };
  for (let turn = 0; turn < 20; turn += 1) {
    const sent = request({ port, method: 'POST', path: '/api/v1/tasks/', agent: false, headers });
    sent.on('error', () => {});
    sent.write('{"type":"random"');
    await once(arrivals, 'request');
    sent.destroy();
  }
  const ends = await Promise.allSettled(answers);
  expect(ends).toHaveLength(20);
  expect(backend.logged).toEqual([]);
});

test('a body of a length that is not told is refused over 1 MiB', async () => {
  const { send } = await served();
  const chunks = ['{"type":"', ...Array.from({ length: 33 }, () => 'x'.repeat(32 * 1_024)), '"}'];
  expect((await send('POST', '/api/v1/tasks/', { chunks, headers: json })).status).toBe(413);
});

test('moderation works as one types it, without a body', async () => {
  const { backend, send } = await served();
  const { id, tree_id } = await backend.db
    .selectFrom('backend_messages')
    .select(['id', 'tree_id'])
    .where('depth', '=', 2)
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(await send('DELETE', `/api/v1/messages/${id}`)).toEqual({ status: 204, body: undefined });
  expect((await send('PUT', `/api/v1/messages/${id}/undelete`)).status).toBe(202);
  expect((await send('PUT', `/api/v1/messages/${tree_id}/tree/state?halt=true`)).status).toBeLessThan(300);
  expect((await send('DELETE', '/api/v1/tasks/')).status).toBe(405);
});

test('no endpoint fails for want of a body', async () => {
  const { backend, send } = await served();
  const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = Document.parse((await backend.call('GET', '/api/v1/openapi.json')).body);
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, '1')] as const),
  );
  expect(calls.length).toBeGreaterThan(50);
  for (const [method, path] of calls) {
    if (path === '/metrics') continue; // is not JSON
    const { status } = await send(method, path);
    expect({ method, path, status }).not.toMatchObject({ status: 500 });
  }
  expect(backend.logged).toEqual([]);
});
