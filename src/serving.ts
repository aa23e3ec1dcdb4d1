import type { Kysely } from 'kysely';
import type { Registry } from 'prom-client';
import {
  countInteractions,
  countTurnedAway,
  measureBackend,
  watchBacklog,
  watchConnection,
} from './bot-metrics.ts';
import type { Observer } from './discord/answering.ts';
import type { Receive } from './discord/http/receive.ts';
import { type HealthServer, healthApp, serveHealth } from './health.ts';
import { interactionsRoute } from './interactions-route.ts';
import { createMetrics } from './metrics.ts';
import { explainFault } from './store/explain.ts';
import { takesWrites } from './store/mark.ts';
import type { Presence } from './store/presence.ts';
import type { Schema } from './store/schema.ts';

/** The bot as far as its port shows it. */
type Served = { isConnected(): boolean; receive: Receive | undefined };

export type ServingParts = {
  at: { host: string; port: number };
  db: Kysely<Schema>;
  /** Whether the database is still where it was. */
  isThere: Presence;
  /** Undefined as long as it starts. */
  bot(): Served | undefined;
};

/** What `PORT` serves, and what is counted for it. */
export type Serving = {
  metrics: Registry;
  observer: Observer;
  /** A way of fetching from the backend that is measured. */
  measured(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  /** A request to where interactions come was refused. */
  turnedAway(why: string): void;
  server: Pick<HealthServer, 'port' | 'close'>;
  /** Says that it is not ready, from now on, and to nobody that it may stay connected; all is answered as before. */
  leave(): void;
};

/** Serves health, metrics and, where they come that way, interactions. @throws PortUnavailable */
export async function openServing({ at, db, isThere, bot }: ServingParts): Promise<Serving> {
  const metrics = createMetrics();
  watchBacklog(metrics, db, Date.now);
  watchConnection(metrics, () => bot()?.isConnected() ?? false);
  let isLeaving = false;
  const checks = {
    stopping: () => !isLeaving,
    discord: () => bot()?.isConnected() ?? false,
    database: async () => {
      if (!(await isThere())) return 'The file of the database has gone.';
      return await takesWrites(db, Date.now()).catch((error) => explainFault(error)?.message ?? false);
    },
  };
  const app = healthApp({ checks, metrics });
  app.route(
    '/',
    interactionsRoute(() => bot()?.receive),
  );
  const server = await serveHealth(app, at);
  return {
    metrics,
    observer: countInteractions(metrics),
    measured: (fetch) => measureBackend(metrics, fetch),
    turnedAway: countTurnedAway(metrics),
    server,
    leave() {
      isLeaving = true;
      server.letGo();
    },
  };
}
