import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerError } from './answer-errors.ts';
import { type ApiKey, knownClients } from './clients.ts';
import type { Backend, Db, Log } from './context.ts';
import { createLimiter } from './limiter.ts';
import { noRoute } from './no-route.ts';
import { addMessageRoutes } from './routes/messages.ts';
import { addStandingRoutes } from './routes/standings.ts';
import { addTaskRoutes } from './routes/tasks.ts';
import { addTextLabelRoutes } from './routes/text-labels.ts';
import { addUserRoutes } from './routes/users.ts';
import type { Random } from './rules/choice.ts';
import { defaults, type Settings } from './settings.ts';

const BODY_LIMIT = 1024 * 1024;

export type BackendOptions = {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
  random: Random;
  /** The keys that are let in. At least one, or nobody can do anything. */
  keys: readonly ApiKey[];
  /** Gets failures of ours, without anything that people wrote. */
  log: Log;
  /** Rules that differ from the reference's defaults. */
  settings?: Partial<Settings>;
  /** Makes UUIDs; replaced in tests that must repeat. */
  newId?: () => string;
};

/** The embedded backend as an app that answers the OASST protocol under `/api/v1`; plug its `fetch` in, or serve it. */
export function createBackend({ keys, settings, ...options }: BackendOptions): Hono {
  const backend: Backend = {
    newId: randomUUID,
    ...options,
    settings: { ...defaults, ...settings },
    clients: knownClients(keys),
    limiter: createLimiter(options.now),
  };
  const app = new Hono();
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (c) => c.json({ detail: 'Request Entity Too Large' }, 413),
    }),
  );
  addTaskRoutes(app, backend);
  addUserRoutes(app, backend);
  addStandingRoutes(app, backend);
  addTextLabelRoutes(app, backend);
  addMessageRoutes(app, backend);
  app.get('/api/v1/auth/check', (c) => c.json({ detail: 'Not authenticated' }, 403));
  app.notFound((c) => noRoute(app, c));
  app.onError((error, c) => answerError(backend.log, error, c));
  return app;
}
