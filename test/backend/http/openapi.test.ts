import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createBackend } from '../../../src/backend/backend.ts';
import { trustedKey } from '../../../src/backend/keys/clients.ts';
import { memoryDatabase } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { documentedShapes } from '../support/documented.ts';

const Operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']) })),
});
const Responses = z.object({ responses: z.record(z.string(), z.unknown()) });
const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

async function published() {
  const db = await memoryDatabase();
  const app = createBackend({
    db,
    now: () => 0,
    random: () => 0,
    keys: [trustedKey('k')],
    log: { error() {} },
  });
  const document = Document.parse(await (await app.request('/api/v1/openapi.json')).json());
  await db.destroy();
  return { app, document };
}

test('the document describes every route that exists, and none besides', async () => {
  const { app, document } = await published();
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(routes.sort());
  expect(described.length).toBeGreaterThan(60);
});

test('every name in a path is described, every reference leads somewhere, and no operation has another’s name', async () => {
  const { document } = await published();
  const operations = Object.entries(document.paths).flatMap(([path, some]) =>
    Object.values(some).map((operation) => ({ path, ...operation })),
  );
  for (const { path, parameters } of operations)
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    );
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
  for (const [, target] of references)
    expect(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)).toContain(
      target,
    );
});

test('an answer that is not as the document says is noticed', async () => {
  const { document } = await published();
  const check = documentedShapes(document);
  expect(check('GET', '/api/v1/stats/', 200, { all: 1 })).toContain('active');
  expect(
    check('GET', '/api/v1/leaderboards/day', 200, { time_frame: 'day', last_updated: 'today' }),
  ).toContain('leaderboard');
  expect(check('POST', '/api/v1/tasks/', 201, {})).toContain('not documented');
  expect(check('GET', '/api/v1/messages/', 404, { error: 'gone' })).toBeDefined();
  expect(
    check('GET', '/api/v1/messages/', 404, { error_code: 2001, message: 'Message not found' }),
  ).toBeUndefined();
});

test('every endpoint says how it may refuse', async () => {
  const { document } = await published();
  const statuses = (path: string, method: string) =>
    Object.keys(Responses.parse(document.paths[path]?.[method]).responses);
  expect(statuses('/api/v1/tasks/', 'post')).toEqual([
    '200',
    '400',
    '403',
    '413',
    '422',
    '429',
    '451',
    '500',
    '503',
  ]);
  expect(statuses('/api/v1/messages/{message_id}', 'get')).toEqual([
    '200',
    '403',
    '404',
    '422',
    '500',
    '503',
  ]);
  expect(statuses('/api/v1/text_labels/report_labels', 'get')).toEqual(['200', '500']);
  expect(document.paths['/api/v1/tasks/']?.post).toMatchObject({
    responses: { 429: { headers: { 'Retry-After': { schema: { type: 'integer' } } } } },
  });
});

test('what is taken for a field that is left out is in the document', async () => {
  const { document } = await published();
  const { parameters = [] } = document.paths['/api/v1/admin/purge_user/{user_id}']?.post ?? {};
  expect(parameters).toMatchObject([
    { name: 'user_id', required: true },
    { name: 'preview', required: false, description: expect.any(String), schema: { default: true } },
    { name: 'ban', required: false, description: expect.any(String), schema: { default: true } },
  ]);
});

test('the document is served without a key', async () => {
  const backend = await testBackend();
  const { status, body } = await backend.call('GET', '/api/v1/openapi.json', { key: null });
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/tasks/': { post: {} } } });
});

const recorded = new URL('../../../../shared/oasst-openapi.json', import.meta.url);
const skipped = existsSync(recorded) ? '' : ' (skipped: the document of a real backend is not at hand)';
const Paths = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

test.skipIf(skipped)(`every endpoint of the reference is here as well${skipped}`, async () => {
  const { document } = await published();
  const ours = new Set(operationsOf(document.paths));
  const theirs = operationsOf(Paths.parse(JSON.parse(readFileSync(recorded, 'utf8'))).paths);
  expect(theirs.length).toBeGreaterThan(60);
  expect(theirs.filter((operation) => !ours.has(operation))).toEqual([]);
});

test.skipIf(skipped)(`what the reference does not have says so${skipped}`, async () => {
  const { document } = await published();
  const theirs = new Set(operationsOf(Paths.parse(JSON.parse(readFileSync(recorded, 'utf8'))).paths));
  const added = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { description }]) => String(description).includes('An addition of this backend'))
      .flatMap(([method]) => operationsOf({ [path]: { [method]: {} } })),
  );
  const outside = ['GET /metrics', 'GET /api/v1/openapi.json']; // the reference has both, and describes neither
  expect(added.sort()).toEqual(
    operationsOf(document.paths)
      .filter((operation) => !theirs.has(operation) && !outside.includes(operation))
      .sort(),
  );
});

/** `GET /messages/{}`: what is in the place of a name is called differently here and there. */
function operationsOf(paths: Record<string, object>) {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`),
  );
}
