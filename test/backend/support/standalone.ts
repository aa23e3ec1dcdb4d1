import { createBackend } from '../../../src/backend/backend.ts';
import type { Db } from '../../../src/backend/db.ts';
import type { ApiKey } from '../../../src/backend/keys/clients.ts';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { allKinds, type Settings } from '../../../src/backend/settings/settings.ts';
import { seededIds, seededRandom } from '../../support/random.ts';
import { documentedShapes, type ShapeCheck } from './documented.ts';

export const KEY = 'a-trusted-key';
export const OTHER_KEY = 'an-untrusted-key-of-another-client';

const keys: readonly ApiKey[] = [
  { key: KEY, client: 'bot', trusted: true },
  { key: OTHER_KEY, client: 'other', trusted: false },
];

/** When every backend of a test begins. */
export const START = Date.UTC(2026, 10, 22, 12);

export type Reply = { status: number; headers: Headers; body: unknown };

/** What tests do with a backend: call it (every answer is held to the OpenAPI document it publishes), look into its database, move its clock. */
export type TestBackend = {
  db: Db;
  clock: { now: number };
  /** Everything it logged. */
  logged: object[];
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  fetch: (request: Request) => Promise<Response>;
};

export type CallOptions = {
  body?: unknown;
  raw?: string;
  key?: string | null;
  headers?: Record<string, string>;
};

export type BackendSetup = {
  settings?: Partial<Settings>;
  seed?: number;
  /** Whether it begins with the samples, and hands out what comes with them. */
  samples?: boolean;
  /** Reaches a backend that was made elsewhere. */
  fetch?: (request: Request) => Promise<Response>;
};

/** A backend on a database, with its own clock and seeded chance; works in any process. */
export async function backendOn(
  database: Db,
  { settings, seed = 1, samples = false, fetch: given }: BackendSetup = {},
): Promise<TestBackend> {
  const clock = { now: START };
  const logged: object[] = [];
  const all = { ...(samples ? allKinds : {}), ...settings };
  const options = {
    db: database,
    now: () => clock.now,
    random: seededRandom(seed),
    newId: seededIds(seededRandom(-seed)),
    keys,
    log: { error: (details: object) => logged.push(details) },
    settings: all,
  };
  const app = createBackend(options);
  if (samples) await seedSamples(database, () => clock.now);
  const fetch = given ?? (async (request: Request) => app.fetch(request));
  const check = await checkFor(options);
  return {
    db: database,
    clock,
    logged,
    fetch,
    async call(method, path, options) {
      const reply = await call(fetch, method, path, options);
      const problem = check(method, path.replace(/\?.*/s, ''), reply.status, reply.body);
      if (problem !== undefined) throw new Error(`not as documented: ${problem}`);
      return reply;
    },
  };
}

const checks = new Map<string, Promise<ShapeCheck>>();

/** By the document of a backend with the same settings, which is made once: it takes longer than most tests. */
function checkFor(options: Parameters<typeof createBackend>[0]): Promise<ShapeCheck> {
  const settings = JSON.stringify(options.settings);
  const check = checks.get(settings) ?? readDocument(createBackend(options)); // apart, so that nobody counts this call
  checks.set(settings, check);
  return check;
}

async function readDocument(app: ReturnType<typeof createBackend>): Promise<ShapeCheck> {
  return documentedShapes(await (await app.request('/api/v1/openapi.json')).json());
}

async function call(
  fetch: (request: Request) => Promise<Response>,
  method: string,
  path: string,
  { body, raw, key = KEY, headers = {} }: CallOptions = {},
): Promise<Reply> {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(
    new Request(`http://backend.test${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { 'x-api-key': key }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: new TextEncoder().encode(text) }), // a string would get a content type
    }),
  );
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === '' ? undefined : isJson(response) ? JSON.parse(answer) : answer,
  };
}

function isJson({ headers }: Response) {
  return headers.get('content-type')?.startsWith('application/json') ?? false;
}
