import { constants, getPriority, setPriority } from 'node:os';
import { config } from 'dotenv';
import { runData } from './program.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const args = process.argv.slice(2);
// What only reads leaves the processor to a bot beside it; what writes has the database to itself meanwhile, and hurries.
const { PRIORITY_BELOW_NORMAL: behind } = constants.priority;
if (['export', 'models', 'report'].includes(args[0] ?? '') && getPriority() < behind) setPriority(behind);

config({ quiet: true });
process.exitCode = await runData(args, process.env, {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  signal: stop.signal,
});
