import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Observer } from './discord/router.ts';

/** A registry of its own, with the figures of this process; whoever counts something registers it here. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

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
  return {
    answered({ name, ms, outcome }) {
      total.inc({ name, outcome });
      seconds.observe({ name }, ms / 1_000);
    },
  };
}
