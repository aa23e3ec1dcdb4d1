import type { Context, Hono } from 'hono';

/** What to answer where no route is: 405 for another method, 307 to the other form of the slash, else 404. */
export function noRoute(app: Hono, c: Context): Response {
  const methods = methodsAt(app, c.req.path);
  if (methods.length > 0) return c.json({ detail: 'Method Not Allowed' }, 405, { Allow: methods.join(', ') });
  const url = new URL(c.req.url);
  url.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  if (methodsAt(app, url.pathname).length > 0)
    return new Response(null, { status: 307, headers: { location: url.pathname + url.search } });
  return c.json({ detail: 'Not Found' }, 404);
}

function methodsAt(app: Hono, path: string) {
  const fitting = app.routes.filter((route) => route.method !== 'ALL' && pattern(route.path).test(path));
  return [...new Set(fitting.map(({ method }) => method))];
}

function pattern(path: string) {
  return new RegExp(`^${path.replaceAll(/:[a-z_]+/g, '[^/]+')}$`);
}
