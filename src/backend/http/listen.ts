import { type AddressInfo, Server } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { httpLimits, MOST_CONNECTIONS } from '../../http-limits.ts';
import { isLengthTold } from '../../request-bytes.ts';
import { overNetwork } from './for-strangers.ts';

/** Serves the backend on a port; 0 is any. The process keeps its own `Request` and `Response`. */
export function listen(
  app: { fetch: (request: Request, from: typeof overNetwork) => Response | Promise<Response> },
  { host, port }: { host: string; port: number },
  listening: (address: AddressInfo) => void,
): ServerType {
  const fetch = (request: Request) => app.fetch(copyable(request), overNetwork);
  const serverOptions = httpLimits;
  const server = serve(
    { fetch, port, hostname: host, overrideGlobalObjects: false, serverOptions },
    listening,
  );
  if (server instanceof Server) server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/**
 * The same request, as one of the process's own where somebody will want to make another from it: a body whose length
 * is not told (a missing one, too) is read and passed on as a new request. What the server gives only looks like a request.
 */
function copyable(request: Request): Request {
  if (isLengthTold(request)) return request; // before its body is asked for, which makes a whole request of it
  const { url, method, headers, body, signal } = request;
  if (body === null) return request;
  return new Request(url, { method, headers, body, signal, duplex: 'half' });
}
