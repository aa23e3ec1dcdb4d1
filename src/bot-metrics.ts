import type { Kysely } from 'kysely';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Observer } from './discord/answering.ts';
import { backlog } from './store/outbox.ts';
import type { Schema } from './store/schema.ts';

/** Counts interactions by what was done and how it ended, and how long people waited for the whole answer. */
export function countInteractions(registry: Registry): Observer {
  const total = new Counter({
    name: 'bot_interactions_total',
    help: 'Interactions by command or control, and how they ended',
    labelNames: ['name', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'bot_interaction_seconds',
    help: 'Time from an interaction to its whole answer',
    labelNames: ['name'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.5, 3, 5, 10],
    registers: [registry],
  });
  const first = new Histogram({
    name: 'bot_first_response_seconds',
    help: 'Time from an interaction to the first answer that Discord has; after 3 s it takes none',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3],
    registers: [registry],
  });
  return {
    answered({ name, ms, firstMs, outcome }) {
      total.inc({ name, outcome });
      if (firstMs !== undefined) first.observe(firstMs / 1_000);
      seconds.observe({ name }, ms / 1_000);
    },
  };
}

/** Measures the calls to the backend that go through a way of fetching: by endpoint without its ids, and status. */
export function measureBackend(registry: Registry, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const seconds = new Histogram({
    name: 'bot_backend_call_seconds',
    help: 'Calls to the backend; status 0 when there was no answer',
    labelNames: ['endpoint', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const end = seconds.startTimer({ endpoint: endpointOf(pathname) });
    try {
      const response = await fetch(input, init);
      end({ status: response.status });
      return response;
    } catch (error) {
      end({ status: 0 });
      throw error;
    }
  };
}

/**
 * The endpoint that a path is of, with `:id` for whatever is no word of the protocol: ids of tasks, messages and people would
 * make a series of figures each, and whose figures they are is nobody's to read.
 */
function endpointOf(path: string): string {
  const segments = path.replace(/^.*\/api\/v1/, '').split('/');
  return segments.map((segment) => (/^[a-z_-]{0,24}$/.test(segment) ? segment : ':id')).join('/');
}

/** Shows whether interactions can come: 1 or 0. */
export function watchConnection(registry: Registry, isConnected: () => boolean): void {
  new Gauge({
    name: 'bot_connected',
    help: 'Whether interactions can come: over the gateway, or as web requests',
    registers: [registry],
    collect() {
      this.set(isConnected() ? 1 : 0);
    },
  });
}

/** Counts web requests to where Discord brings interactions that were turned away, and why. */
export function countTurnedAway(registry: Registry): (why: string) => void {
  const total = new Counter({
    name: 'bot_turned_away_total',
    help: 'Web requests for interactions that were refused',
    labelNames: ['why'],
    registers: [registry],
  });
  return (why) => total.inc({ why });
}

/** Shows how many answers wait for delivery and how old the oldest is, read from the database when it is asked for. */
export function watchBacklog(registry: Registry, db: Kysely<Schema>, now: () => number): void {
  // each reads for itself, because what one sets in the other while it is asked comes one scrape late
  new Gauge({
    name: 'bot_undelivered_oldest_seconds',
    help: 'Age of the oldest answer that the backend has not got yet; 0 when there is none',
    registers: [registry],
    async collect() {
      const { oldest } = await backlog(db);
      this.set(oldest === undefined ? 0 : (now() - oldest) / 1_000);
    },
  });
  new Gauge({
    name: 'bot_undelivered_answers',
    help: 'Answers that the backend has not got yet',
    registers: [registry],
    async collect() {
      this.set((await backlog(db)).answers);
    },
  });
}
