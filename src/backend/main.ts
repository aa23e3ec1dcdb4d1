import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { config } from 'dotenv';
import { createLogger } from '../log.ts';
import { openDatabase } from '../store/database.ts';
import { StoreError } from '../store/errors.ts';
import { createBackend } from './backend.ts';
import { trustedKey } from './clients.ts';
import { type Options, readOptions, UsageError } from './options.ts';
import { seedSamples } from './samples/seed.ts';

const EX_CONFIG = 78; // sysexits.h

try {
  config({ quiet: true });
  await main(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StoreError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof UsageError ? EX_CONFIG : 1;
}

async function main({ port, key, host, empty, dataDir, databaseUrl, logLevel }: Options) {
  const log = createLogger(logLevel);
  const db = await openDatabase({ dataDir: join(dataDir, 'backend'), url: databaseUrl, log });
  if (!empty) await seedSamples(db, Date.now);
  const app = createBackend({ db, now: Date.now, random: Math.random, keys: [trustedKey(key)], log });
  const server = serve({ fetch: app.fetch, port, hostname: host, overrideGlobalObjects: false }, (address) =>
    process.stdout.write(`OASST backend at http://${host}:${address.port}\n`),
  );
  server.on('error', (error) => {
    process.stderr.write(`Cannot listen on ${host}:${port}: ${error.message}\n`);
    process.exitCode = 1;
    void db.destroy();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => server.close(() => void db.destroy()));
}
