import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Clock } from '../../clock.ts';
import type { Surroundings } from './options.ts';

/** The process around a command. */
export type Host = {
  env: Readonly<Record<string, string | undefined>>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** Aborted when a backend that listens is to stop. */
  signal: AbortSignal;
  clock: Clock;
  createLogger(level: Surroundings['logLevel']): Logger;
  createMetrics(): Registry;
};
