import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';

/**
 * Serves the backend on a port; 0 is any. It replaces the process's `Request` and `Response` by those of the server,
 * because only these can be made from the requests it gives: a body whose length is not told is read and passed on
 * as a new request.
 */
export function listen(
  app: { fetch: (request: Request) => Response | Promise<Response> },
  { host, port }: { host: string; port: number },
  listening: (address: AddressInfo) => void,
): ServerType {
  return serve({ fetch: app.fetch, port, hostname: host, overrideGlobalObjects: true }, listening);
}
