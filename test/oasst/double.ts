import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { OasstClient } from '../../src/oasst/client.ts';
import { OasstError } from '../../src/oasst/errors.ts';
import type { Connection } from '../../src/oasst/transport.ts';

/** What a backend really received. */
export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: unknown };

/** How the double answers: by the request and how many came before it. */
export type Reply = (response: ServerResponse, request: Received, before: number) => void;

/** A backend double on a real socket: keeps what it receives and answers as it is told. `await using` closes it. */
export async function double(reply: Reply) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => '');
    const seen = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: body === '' ? undefined : JSON.parse(body),
    };
    received.push(seen);
    reply(response, seen, received.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    received,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with JSON, as the reference backend does. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
}

/** A client without pauses, with a key that tests can look for in what it must not be in. */
export function clientOf(url: string, rest: Partial<Connection> = {}) {
  return new OasstClient({ url, key: 'sesame-key-7', pauseMs: () => 0, ...rest });
}

/** A client whose every request gets this response, and the requests it makes. */
export function stubbed(
  respond: (request: Request) => Response | Promise<Response>,
  rest: Partial<Connection> = {},
) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request.clone());
    return respond(request);
  };
  return { requests, client: clientOf('http://backend.test', { fetch, ...rest }) };
}

/** The error a call ends with; fails the test if it ends well or with anything but an OasstError. */
export async function failure(call: Promise<unknown>): Promise<OasstError> {
  const outcome = await call.then(
    () => 'the call succeeded',
    (error: unknown) => error,
  );
  if (outcome instanceof OasstError) return outcome;
  throw new Error('not an OasstError', { cause: outcome });
}
