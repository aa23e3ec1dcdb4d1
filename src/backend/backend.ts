import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { Registry } from 'prom-client';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { Backend } from './context.ts';
import type { Db } from './db.ts';
import { answerError } from './http/answer-errors.ts';
import { openApi } from './http/api/document.ts';
import { type Api, createApi } from './http/api/endpoint.ts';
import { measuring } from './http/api/measuring.ts';
import { createLimiter } from './http/limiter.ts';
import { noRoute } from './http/no-route.ts';
import { addRoutes } from './http/routes/index.ts';
import { type Scheduler, startScheduler } from './jobs/scheduler.ts';
import { type ApiKey, knownClients } from './keys/clients.ts';
import type { Log } from './log.ts';
import type { Random } from './random.ts';
import { rulesOf } from './settings/rules.ts';
import { defaults, type Settings } from './settings/settings.ts';
import { createFirstPlaces } from './standings/first-places.ts';

export type BackendOptions = {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
  random: Random;
  /** The keys that are let in besides those in the database; they are trusted or not as they say. */
  keys: readonly ApiKey[];
  /** Gets failures of ours, without anything that people wrote. */
  log: Log;
  /** Rules that differ from the reference's defaults. */
  settings?: Partial<Settings>;
  /** Makes UUIDs; replaced in tests that must repeat. */
  newId?: () => string;
  /** Where its figures go, besides those of others; a registry of its own when left out. One backend each. */
  metrics?: Registry;
};

/** The embedded backend as an app that answers the OASST protocol under `/api/v1`; plug its `fetch` in, or serve it. */
export function createBackend(options: BackendOptions): Hono {
  return appOf(prepare(options));
}

/**
 * The same with what runs beside the requests: at the start, and then by `clock`, expired tasks are deleted and
 * standings counted. Stop the scheduler before the database is closed.
 */
export function openBackend(options: Omit<BackendOptions, 'now'> & { clock: Clock }): {
  app: Hono;
  scheduler: Scheduler;
  rules: BackendRules;
} {
  const backend = prepare({ ...options, now: options.clock.now });
  return {
    app: appOf(backend),
    scheduler: startScheduler(backend, options.clock),
    rules: rulesOf(backend.settings),
  };
}

function prepare({
  db,
  now,
  random,
  log,
  keys,
  settings,
  newId = randomUUID,
  metrics = new Registry(),
}: BackendOptions): Backend {
  return {
    db,
    now,
    random,
    log,
    newId,
    metrics,
    settings: { ...defaults, ...settings },
    clients: knownClients(keys),
    firstPlaces: createFirstPlaces(now),
  };
}

function appOf(backend: Backend): Hono {
  const app = new Hono();
  const api = createApi(app, backend);
  app.use(measuring(backend.metrics));
  addRoutes(api, createLimiter(backend.now));
  describeItself(api);
  app.notFound((c) => noRoute(app, c));
  app.onError((error, c) => answerError(backend.log, error, c));
  return app;
}

/** Adds the endpoint that describes all endpoints, itself among them. */
function describeItself({ add, endpoints }: Api) {
  let document: Record<string, unknown> | undefined;
  add(
    {
      method: 'get',
      path: '/openapi.json',
      tag: 'document',
      summary: 'This document',
      access: 'none',
      answer: z.record(z.string(), z.unknown()),
    },
    () => {
      document ??= openApi(endpoints);
      return document;
    },
  );
}
