import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Receive } from './discord/http/receive.ts';

/** `POST /interactions`, where Discord brings interactions; 503 as long as nobody receives them. */
export function interactionsRoute(receive: () => Receive | undefined): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.post('/interactions', async ({ req, env }) => {
    const receiving = receive();
    if (!receiving) return Response.json({ error: 'starting' }, { status: 503 });
    return await receiving(req.raw, handedOver(env.outgoing));
  });
  return app;
}

/** Resolves once a response has gone out as a whole, or its connection has ended without. */
function handedOver(outgoing: HttpBindings['outgoing']): Promise<boolean> {
  return new Promise((resolve) => {
    outgoing.once('finish', () => resolve(true));
    outgoing.once('close', () => resolve(outgoing.writableFinished));
  });
}
