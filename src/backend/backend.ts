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
import { watchSettings } from './jobs/watch-settings.ts';
import { type ApiKey, knownClients } from './keys/clients.ts';
import type { Log } from './log.ts';
import type { Random } from './random.ts';
import type { Group } from './settings/groups.ts';
import { liveSettings } from './settings/live.ts';
import { liveRules } from './settings/rules.ts';
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
  /** Rules that differ from the reference's defaults; what owners choose while it runs wins over them. */
  settings?: Partial<Settings>;
  /** Those among them that nobody can change while it runs. */
  fixed?: Group;
  /** Makes UUIDs; replaced in tests that must repeat. */
  newId?: () => string;
  /** Where its figures go, besides those of others; a registry of its own when left out. One backend each. */
  metrics?: Registry;
};

/** A backend in the making: what answers, and what its front ends have to know of the rules, as they are at each moment. */
export type BackendParts = { app: Hono; rules: BackendRules; backend: Backend };

/** The embedded backend as an app that answers the OASST protocol under `/api/v1`; plug its `fetch` in, or serve it. */
export function createBackend(options: BackendOptions): Hono {
  return assemble(options).app;
}

/** The same with its rules, for whoever looks after it while it runs. */
export function assemble(options: BackendOptions): BackendParts {
  const backend = prepare(options);
  return { app: appOf(backend), rules: liveRules(backend.live.now), backend };
}

/**
 * The same with what runs beside the requests: at the start, and then by `clock`, expired tasks are deleted and
 * standings counted, and what owners chose is looked for. Stop the scheduler before the database is closed.
 * @throws SettingsError when what was chosen while it ran does not go together with the settings now
 */
export async function openBackend(options: Omit<BackendOptions, 'now'> & { clock: Clock }): Promise<{
  app: Hono;
  scheduler: Scheduler;
  rules: BackendRules;
}> {
  const { app, rules, backend } = assemble({ ...options, now: options.clock.now });
  await backend.live.refresh(backend.db);
  const jobs = startScheduler(backend, options.clock);
  const watch = watchSettings(backend, options.clock);
  const scheduler = {
    ...jobs,
    async stop() {
      await watch.stop();
      await jobs.stop();
    },
  };
  return { app, scheduler, rules };
}

function prepare({
  db,
  now,
  random,
  log,
  keys,
  settings,
  fixed,
  newId = randomUUID,
  metrics = new Registry(),
}: BackendOptions): Backend {
  const live = liveSettings({ ...defaults, ...settings }, fixed);
  return {
    db,
    now,
    random,
    log,
    newId,
    metrics,
    live,
    get settings() {
      return live.now();
    },
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
      refuses: [406],
      answer: z.record(z.string(), z.unknown()),
    },
    () => {
      document ??= openApi(endpoints);
      return document;
    },
  );
}
