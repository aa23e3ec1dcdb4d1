import { join } from 'node:path';
import { config } from 'dotenv';
import { systemClock } from '../clock.ts';
import { createLogger } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { openDatabase } from '../store/database.ts';
import { StoreError } from '../store/errors.ts';
import { openBackend } from './backend.ts';
import { trustedKey } from './clients.ts';
import { helpFor } from './help.ts';
import { type KeysCommand, KeyUnknown, keysCommand } from './keys/command.ts';
import { listen } from './listen.ts';
import { type Options, readOptions, readSurroundings, type Surroundings, UsageError } from './options.ts';
import { seedSamples } from './samples/seed.ts';
import { withSamples } from './settings.ts';
import { readSettings, SettingsError } from './settings-input.ts';

const EX_CONFIG = 78; // sysexits.h

try {
  config({ quiet: true });
  const args = process.argv.slice(2);
  const help = helpFor(args);
  if (help !== undefined) process.stdout.write(help);
  else if (args[0] === 'keys') await manageKeys(keysCommand(args.slice(1)), readSurroundings(process.env));
  else await main(readOptions(args, process.env));
} catch (error) {
  const misused = error instanceof UsageError || error instanceof SettingsError;
  if (!(misused || error instanceof StoreError || error instanceof KeyUnknown)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = misused ? EX_CONFIG : 1;
}

async function main({ port, key, host, empty, assignments, ...around }: Options) {
  const base = empty ? {} : withSamples;
  const settings = await readSettings({ dataDir: around.dataDir, assignments, base });
  const log = createLogger(around.logLevel);
  const db = await open(around);
  if (!empty) await seedSamples(db, systemClock.now);
  const { app, house } = openBackend({
    db,
    clock: systemClock,
    random: Math.random,
    keys: [trustedKey(key)],
    log,
    settings,
    metrics: createMetrics(),
  });
  const server = listen(app, { host, port }, (address) =>
    process.stdout.write(`OASST backend at http://${host}:${address.port}\n`),
  );
  const end = async () => {
    await house.stop();
    await db.destroy();
  };
  server.on('error', (error) => {
    process.stderr.write(`Cannot listen on ${host}:${port}: ${error.message}\n`);
    process.exitCode = 1;
    void end();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => server.close(() => void end()));
}

async function manageKeys(run: KeysCommand, around: Surroundings) {
  const db = await open(around);
  try {
    process.stdout.write(`${await run({ db, now: systemClock.now })}\n`);
  } finally {
    await db.destroy();
  }
}

function open({ dataDir, databaseUrl, logLevel }: Surroundings) {
  const log = createLogger(logLevel);
  return openDatabase({ dataDir: join(dataDir, 'backend'), url: databaseUrl, log });
}
