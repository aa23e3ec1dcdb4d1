import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of its own, with the figures of this process; whoever counts something registers it here. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
