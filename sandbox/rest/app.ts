import { Hono } from 'hono';
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

const withoutToken = /^\/(interactions\/|webhooks\/|gateway$)/;

/** REST v10, mounted below `/api/v10`: routes, checks of the token, the record of requests, and faults. */
export function restApp(world: World, log: ReturnType<typeof requestLog>, faults: FaultList): Hono<Env> {
  const app = new Hono<Env>();
  app.use('*', async (c, next) => {
    const path = c.req.path.replace(/^\/api\/v10/, '');
    const found =
      matchedRoutes(c)
        .at(-1)
        ?.path.replace(/^\/api\/v10/, '') ?? path;
    const route = found.endsWith('*') ? path : found;
    const { method } = c.req;
    const entry = log.add({
      method,
      route,
      path,
      body: undefined,
      files: [],
      status: 0,
      at: world.clock.now(),
    });
    await strike(c, faults.take(method, route), async () => {
      c.set('world', world);
      const { body, files } = await readBody(c);
      c.set('body', body);
      c.set('files', files);
      entry.body = body;
      entry.files = files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength }));
      if (!withoutToken.test(path) && c.req.header('authorization') !== `Bot ${world.token}`) {
        throw refusals.unauthorized();
      }
      await next();
    });
    entry.status = c.res.status;
    limitHeaders(c.res.headers, `${method} ${route}`);
  });
  app.route('/', identityRoutes());
  app.route('/', commandRoutes());
  app.route('/', callbackRoutes());
  app.route('/', webhookRoutes());
  app.route('/', channelRoutes());
  app.notFound((c) => c.json(refusals.notFound().body, 404));
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body, error.status);
    throw error;
  });
  return app;
}

// Enough for a client that reads them; the sandbox itself never limits, unless a fault says so.
function limitHeaders(headers: Headers, bucket: string) {
  if (headers.has('x-ratelimit-limit')) return;
  headers.set('x-ratelimit-limit', '50');
  headers.set('x-ratelimit-remaining', '49');
  headers.set('x-ratelimit-reset-after', '1.000');
  headers.set('x-ratelimit-bucket', Buffer.from(bucket).toString('hex').slice(-32));
}
