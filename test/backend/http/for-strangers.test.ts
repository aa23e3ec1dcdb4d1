import { once } from 'node:events';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createBackend } from '../../../src/backend/backend.ts';
import { listen } from '../../../src/backend/http/listen.ts';
import { trustedKey } from '../../../src/backend/keys/clients.ts';
import { MOST_FOR_STRANGERS } from '../../../src/long-answers.ts';
import { memoryDatabase } from '../../support/database.ts';

// What goes out over the network to somebody without a key, or with one that nobody knows.

const DOCUMENT = '/api/v1/openapi.json';
const Paths = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

async function served() {
  const db = await memoryDatabase();
  const keys = [trustedKey('k')];
  const app = createBackend({ db, now: () => 0, random: () => 0, keys, log: { error() {} } });
  const port = await new Promise<number>((resolve) => {
    const server = listen(app, { host: '127.0.0.1', port: 0 }, (address) => resolve(address.port));
    onTestFinished(async () => {
      await new Promise((closed) => server.close(closed));
      await db.destroy();
    });
  });
  return async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const sent = request({ port, path, method, agent: false, headers }).end();
    const [response] = await once(sent, 'response');
    const bytes = await buffer(response);
    return { status: response.statusCode, encoding: response.headers['content-encoding'], bytes };
  };
}

test('the document goes out compressed, or not at all', async () => {
  const ask = await served();
  for (const accepted of ['gzip', 'deflate, gzip;q=0.5', '*']) {
    const { status, encoding, bytes } = await ask(DOCUMENT, { 'accept-encoding': accepted });
    expect({ status, encoding }).toEqual({ status: 200, encoding: 'gzip' });
    expect(bytes.length).toBeLessThan(MOST_FOR_STRANGERS);
    const whole = gunzipSync(bytes);
    expect(whole.length).toBeGreaterThan(MOST_FOR_STRANGERS);
    expect(JSON.parse(whole.toString())).toMatchObject({ openapi: '3.1.0' });
  }
  for (const headers of [
    {},
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip;q=0' },
    { 'x-api-key': 'none' },
  ]) {
    const { status, bytes } = await ask(DOCUMENT, headers as Record<string, string>);
    expect(status).toBe(406);
    expect(JSON.parse(bytes.toString()).detail).toContain('gzip');
  }
});

test('what is short goes out as it is, and figures that have grown long are compressed as well', async () => {
  const ask = await served();
  const few = await ask('/metrics', { 'accept-encoding': 'gzip' });
  expect([few.status, few.encoding]).toEqual([200, undefined]);
  const { bytes } = await ask(DOCUMENT, { 'accept-encoding': 'gzip' });
  const { paths } = Paths.parse(JSON.parse(gunzipSync(bytes).toString()));
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods))
      await ask(path.replaceAll(/\{\w+\}/g, '1'), { 'x-api-key': 'k' }, method.toUpperCase());
  const many = await ask('/metrics', { 'accept-encoding': 'gzip' });
  expect([many.status, many.encoding]).toEqual([200, 'gzip']);
  expect(many.bytes.length).toBeLessThan(MOST_FOR_STRANGERS);
  expect(gunzipSync(many.bytes).toString()).toContain('http_requests_total{handler="/api/v1/tasks/"');
  expect((await ask('/metrics')).status).toBe(406);
});
