import { existsSync } from 'node:fs';
import { config } from 'dotenv';
import { systemClock } from '../../clock.ts';
import { createLogger } from '../../log.ts';
import { createMetrics } from '../../metrics.ts';
import { openDatabase } from '../../store/database.ts';
import { StoreError } from '../../store/errors.ts';
import { databasePlace } from '../../store/place.ts';
import { openBackend } from '../backend.ts';
import { listen } from '../http/listen.ts';
import { trustedKey } from '../keys/clients.ts';
import { seedSamples } from '../samples/seed.ts';
import { withSamples } from '../settings/settings.ts';
import { readSettings, SettingsError } from '../settings/settings-input.ts';
import { helpFor } from './help.ts';
import { type KeysCommand, KeyUnknown, keysCommand, NoDatabase } from './keys-command.ts';
import {
  inFolder,
  type Options,
  readOptions,
  readSurroundings,
  type Surroundings,
  UsageError,
} from './options.ts';

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
  const failed = [StoreError, KeyUnknown, NoDatabase].some((kind) => error instanceof kind);
  if (!(error instanceof Error && (misused || failed))) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = misused ? EX_CONFIG : 1;
}

async function main({ port, key, host, empty, assignments, ...around }: Options) {
  const base = empty ? {} : withSamples;
  const settings = await readSettings({ dataDir: around.dataDir, assignments, base });
  const log = createLogger(around.logLevel);
  const db = await open(around);
  if (!empty) await seedSamples(db, systemClock.now);
  const { app, scheduler } = openBackend({
    db,
    clock: systemClock,
    random: Math.random,
    keys: [trustedKey(key)],
    log,
    settings,
    metrics: createMetrics(),
  });
  const server = listen(app, { host, port }, (address) =>
    process.stdout.write(`OASST backend at http://${host}:${address.port}\nIts data: ${placeOf(around)}\n`),
  );
  const end = async () => {
    await scheduler.stop();
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

async function manageKeys({ dataDir, makesDatabase, run }: KeysCommand, surroundings: Surroundings) {
  const around = inFolder(surroundings, dataDir);
  const place = placeOf(around);
  if (!makesDatabase && around.databaseUrl === undefined && !existsSync(place)) throw new NoDatabase(place);
  const db = await open(around);
  try {
    process.stdout.write(`${await run({ db, now: systemClock.now, place })}\n`);
  } finally {
    await db.destroy();
  }
}

function open({ folder, databaseUrl, logLevel }: Surroundings) {
  return openDatabase({ dataDir: folder, url: databaseUrl, log: createLogger(logLevel) });
}

function placeOf({ folder, databaseUrl }: Surroundings) {
  return databasePlace({ dataDir: folder, url: databaseUrl });
}
