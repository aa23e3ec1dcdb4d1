import { once } from 'node:events';
import { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { httpLimits, MOST_CONNECTIONS } from './http-limits.ts';
import { NOT_COMPRESSED, withinMeasure } from './long-answers.ts';
import { PortUnavailable } from './port-unavailable.ts';
import { watchAnswers } from './watch-answers.ts';

/**
 * True when the thing works; false, an error, or no answer in time when it does not; or a sentence that says why it does not
 * and that any stranger may read.
 */
export type Check = () => Works | Promise<Works>;
type Works = boolean | string;

export type HealthParts = {
  /** What must work before people can be served; a name is what `/readyz` gives as the reason. */
  checks: Readonly<Record<string, Check>>;
  metrics: Pick<Registry, 'metrics' | 'contentType'>;
  /** How long a check may take. */
  patienceMs?: number;
};

/** `/healthz`: the process is alive. `/readyz`: every check passes, or 503, the failing ones, and why as far as they say. `/metrics`: for Prometheus, which takes them compressed. */
export function healthApp({ checks, metrics, patienceMs = 2_000 }: HealthParts): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ alive: true }));
  app.get('/readyz', async (context) => {
    const failed = await failing(checks, patienceMs);
    const reasons = failed.map(({ name }) => name);
    const why = Object.fromEntries(
      failed.flatMap(({ name, works }) => (works === false ? [] : [[name, works]])),
    );
    const ready = reasons.length === 0;
    const answer = { ready, reasons, ...(Object.keys(why).length > 0 ? { why } : {}) };
    return context.json(answer, ready ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    const figures = context.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType });
    return (await withinMeasure(context.req.raw, figures)) ?? context.text(NOT_COMPRESSED, 406);
  });
  return app;
}

export type HealthServer = {
  readonly port: number;
  /** From now on each answer ends its connection: nothing more comes on one that is about to go. */
  letGo(): void;
  /** Takes no new connections, answers for so many ms at most what is under way, and ends them all. */
  close(withinMs?: number): Promise<void>;
};

/**
 * Serves an app on an address of this machine; port 0 is any free one.
 * @throws PortUnavailable
 */
export async function serveHealth(
  app: Pick<Hono<{ Bindings: HttpBindings }>, 'fetch'>,
  { host, port }: { host: string; port: number },
): Promise<HealthServer> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: httpLimits,
  });
  if (server instanceof Server) server.maxConnections = MOST_CONNECTIONS;
  const { letGo, answered } = watchAnswers(server);
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    throw new PortUnavailable(`${host}:${port} cannot be listened on: ${reasonOf(cause)}.`, { cause });
  });
  const address = z.object({ port: z.number() }).parse(server.address());
  return {
    port: address.port,
    letGo,
    async close(withinMs = 0) {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await Promise.race([answered(), pause(withinMs, undefined, { ref: false })]);
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

async function failing(checks: HealthParts['checks'], patienceMs: number) {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({ name, works: await works(check, patienceMs) })),
  );
  return results.flatMap(({ name, works }) => (works === true ? [] : [{ name, works }]));
}

async function works(check: Check, patienceMs: number): Promise<Works> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), patienceMs);
  try {
    return await Promise.race([check(), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'another program has it; choose another PORT',
  EACCES: 'this user may not; choose a PORT above 1023',
  EADDRNOTAVAIL: 'HOST is no address of this machine; choose 127.0.0.1 or 0.0.0.0',
  ENOTFOUND: 'HOST is not known; choose 127.0.0.1 or 0.0.0.0',
};

function reasonOf(error: unknown) {
  const { code = 'unknown reason' } = z.object({ code: z.string() }).partial().safeParse(error).data ?? {};
  return reasons[code] ?? code;
}
