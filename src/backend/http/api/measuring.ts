import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Counter, Histogram, type Registry } from 'prom-client';

const FORBIDDEN = 403;
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

/**
 * Counts requests and how long they took, under the names that the reference's library gives them. Labels are the
 * pattern of the route, never what was in its place, so that nobody's id is among them and there are only so many.
 */
export function measuring(registry: Registry): MiddlewareHandler {
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests to the backend by route, method and status',
    labelNames: ['handler', 'method', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer, by route and method',
    labelNames: ['handler', 'method'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5],
    registers: [registry],
  });
  return async (c, next) => {
    const started = performance.now();
    await next();
    const labels = { handler: handlerOf(c), method: methods.has(c.req.method) ? c.req.method : 'other' };
    total.inc({ ...labels, status: c.res.status });
    // what is refused at the door says nothing of how long work takes, and would only lengthen the page of figures
    if (c.res.status !== FORBIDDEN) seconds.observe(labels, (performance.now() - started) / 1_000);
  };
}

/** The route as the OpenAPI document writes it; `none` where no endpoint is. */
function handlerOf(c: Context) {
  const path = routePath(c); // of the handler that ran: `/messages/cursor` also fits `/messages/:message_id`
  return path.includes('*') ? 'none' : path.replaceAll(/:(\w+)/g, '{$1}');
}
