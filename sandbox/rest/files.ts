import { Hono } from 'hono';
import type { World } from '../world/world.ts';

/** Where the files of messages can be fetched, without a token, as from Discord's own file hosts. */
export function fileRoutes(world: World): Hono {
  const routes = new Hono();
  routes.get('/attachments/:id/:name', (c) => {
    const file = world.files.get(new URL(c.req.url).pathname);
    if (!file) return c.text('Not found', 404);
    return c.body(Uint8Array.from(file.bytes), 200, {
      'content-type': file.type || 'application/octet-stream',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
  });
  return routes;
}
