import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { openLogFile } from '../../store/log-file.ts';
import { onDisk } from '../../store/on-disk.ts';
import type { Schema } from '../../store/schema.ts';
import { sharedClock } from '../../store/shared-clock.ts';
import { openBackend } from '../backend.ts';
import { listen } from '../http/listen.ts';
import { trustedKey } from '../keys/clients.ts';
import { seedSamples } from '../samples/seed.ts';
import { allKinds } from '../settings/settings.ts';
import { fixedBy, readSettings } from '../settings/settings-input.ts';
import { openAt, placeOf } from './database.ts';
import type { Host } from './host.ts';
import type { Options } from './options.ts';

/** How long calls that are under way may go on after the backend was told to stop, in ms. */
export const STOP_WITHIN_MS = 8_000;

type App = Parameters<typeof listen>[0];

/** The same app; its answers go out once all that they may rest on is on the disk, which many share. */
function onceOnDisk(app: App, db: Kysely<Schema>): App {
  return {
    async fetch(request, from) {
      const response = await app.fetch(request, from);
      await onDisk(db);
      return response;
    },
  };
}

/**
 * Serves a backend on a port until it is stopped; gives the exit code, 1 where it could not listen or not end in order.
 * Whatever it ends with, the database is closed.
 * @throws SettingsError, StoreError
 */
export async function serve(
  options: Options,
  { stdout, stderr, signal, clock: ownClock, ...make }: Host,
): Promise<number> {
  const { port, key, host, empty, assignments, ...around } = options;
  const base = empty ? {} : allKinds;
  const settings = await readSettings({ dataDir: around.dataDir, assignments, base });
  const log = make.createLogger(around.logLevel);
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const failed = (error: unknown) => {
    log.fatal({ err: error }, 'the disk did not take what was written to the database');
    end(1);
  };
  const db = await openAt(around, log, { openLog: openLogFile, failed });
  const open: Opened[] = [{ close: () => db.destroy() }];
  let isClosed = false;
  let code = 1;
  try {
    const clock = await sharedClock(db, ownClock, (offByMs) =>
      log.warn({ offByMs }, 'the clock of this machine is not that of the database, which counts'),
    );
    open.push({ close: async () => clock.stop() });
    if (!empty) await seedSamples(db, clock.now);
    const { app, scheduler } = await openBackend({
      db,
      clock,
      random: Math.random,
      keys: [trustedKey(key)],
      log,
      settings,
      fixed: fixedBy(assignments),
      metrics: make.createMetrics(),
    });
    open.push({ close: () => scheduler.stop() });
    const server = listen(onceOnDisk(app, db), { host, port }, (address) =>
      stdout.write(`OASST backend at http://${host}:${address.port}\nIts data: ${placeOf(around)}\n`),
    );
    server.on('error', (error) => {
      stderr.write(`Cannot listen on ${host}:${port}: ${error.message}\n`);
      end(1);
    });
    const stop = () => {
      server.close(() => end(0));
      // whatever is still being sent or answered has this long
      ownClock.after(STOP_WITHIN_MS, () => {
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    code = await ended;
  } finally {
    isClosed = await closeAll(open, log);
  }
  return isClosed ? code : 1;
}

type Opened = { close(): Promise<void> };

/** Closes what was opened, the last first, each whatever becomes of the others; false when one could not be closed. */
async function closeAll(open: readonly Opened[], log: Logger): Promise<boolean> {
  let isClosed = true;
  for (const one of open.toReversed())
    await one.close().catch((error: unknown) => {
      log.error({ err: error }, 'the backend could not end in order');
      isClosed = false;
    });
  return isClosed;
}
