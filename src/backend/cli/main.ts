import { config } from 'dotenv';
import { systemClock } from '../../clock.ts';
import { createLogger } from '../../log.ts';
import { createMetrics } from '../../metrics.ts';
import { runBackend } from './program.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

config({ quiet: true });
const { env, stdout, stderr } = process;
const host = { env, stdout, stderr, signal: stop.signal, clock: systemClock, createLogger, createMetrics };
process.exitCode = await runBackend(process.argv.slice(2), host);
