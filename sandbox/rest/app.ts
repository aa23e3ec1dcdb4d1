import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import { ApiError, refusals } from '../api-error.ts';
import type { World } from '../world/world.ts';
import { readBody } from './body.ts';
import { callbackRoutes } from './callbacks.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import type { Env } from './context.ts';
import type { FaultList } from './faults.ts';
import { identityRoutes } from './identity.ts';
import type { requestLog } from './requests.ts';
import { strike } from './strike.ts';
import { webhookRoutes } from './webhooks.ts';

const base = '/api/v10';
const withoutToken = /^\/(interactions\/|webhooks\/|gateway$)/;

/** REST v10 below `/api/v10`: the record of requests and faults outside, then body and token, then the routes. */
export function restApp(world: World, log: ReturnType<typeof requestLog>, faults: FaultList): Hono<Env> {
  const app = new Hono<Env>().basePath(base);
  app.use('*', async (c, next) => {
    const path = c.req.path.slice(base.length);
    const { method } = c.req;
    const route = routeOf(c) ?? path;
    const entry = log.add({ method, route, path, at: world.clock.now() });
    c.set('entry', entry);
    await log.answering(() => strike(c, faults.take(method, route), next));
    entry.status = c.env.outgoing.destroyed ? 0 : c.res.status;
    limitHeaders(c.res.headers, `${method} ${route}`);
  });
  app.use('*', async (c, next) => {
    const { body, files } = await readBody(c);
    c.set('world', world);
    c.set('body', body);
    c.set('files', files);
    c.var.entry.body = body;
    c.var.entry.files = files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength }));
    const open = withoutToken.test(c.req.path.slice(base.length));
    if (!open && c.req.header('authorization') !== `Bot ${world.token}`) throw refusals.unauthorized();
    await next();
  });
  for (const routes of [identityRoutes, commandRoutes, callbackRoutes, webhookRoutes, channelRoutes]) {
    app.route('/', routes());
  }
  app.notFound((c) => c.json(refusals.notFound().body, 404));
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body, error.status);
    return c.json({ message: `A fault of the sandbox itself: ${error.stack}`, code: 0 }, 500);
  });
  return app;
}

// The first route is the one that answers; the others match as well, `/users/:user` for `/users/@me`.
function routeOf(c: Context<Env>): string | undefined {
  return matchedRoutes(c)
    .find(({ path }) => !path.includes('*'))
    ?.path.slice(base.length);
}

// Enough for a client that reads them; the sandbox itself never limits, unless a fault says so.
function limitHeaders(headers: Headers, bucket: string) {
  if (headers.has('x-ratelimit-limit')) return;
  headers.set('x-ratelimit-limit', '50');
  headers.set('x-ratelimit-remaining', '49');
  headers.set('x-ratelimit-reset-after', '1.000');
  headers.set('x-ratelimit-bucket', createHash('md5').update(bucket).digest('hex'));
}
