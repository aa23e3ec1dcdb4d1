import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** Discord's REST API as far as a bot that takes web requests calls it, without a check of anything: what is measured is the bot. */
export type Discord = {
  /** Base URL of the API. */
  url: string;
  close(): Promise<void>;
};

export type DiscordParts = {
  applicationId: string;
  publicKey: string;
  /** The id of the first answer to the interaction with this token. */
  messageOf(token: string): string;
  /** The first answer to the interaction with this token is something else now. */
  edited(token: string, message: object): void;
};

const Address = z.object({ port: z.number() });

/** Starts one on a free port of this machine. */
export async function startDiscord(parts: DiscordParts): Promise<Discord> {
  const server = createServer((request, response) => {
    void answer(parts, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Address.parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/api`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(parts: DiscordParts, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request);
  const { status, json } = answerTo(parts, request.method ?? '', request.url ?? '', body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(json === undefined ? undefined : JSON.stringify(json));
}

type Answer = { status: number; json?: unknown };

function answerTo(
  { applicationId, publicKey, messageOf, edited }: DiscordParts,
  method: string,
  url: string,
  body: unknown,
): Answer {
  const path = decodeURIComponent(url.replace(/^\/api\/v10|\?.*$/g, ''));
  const [, token] = /^\/webhooks\/\d+\/([^/]+)/.exec(path) ?? [];
  if (token !== undefined && method === 'DELETE') return { status: 204 };
  if (token !== undefined) {
    if (method === 'PATCH' && path.endsWith('@original')) edited(token, Object(body));
    return { status: 200, json: { id: messageOf(token) } };
  }
  if (path.endsWith('/commands')) return { status: 200, json: body ?? [] };
  if (path === '/applications/@me')
    return { status: 200, json: { id: applicationId, bot: { id: applicationId }, verify_key: publicKey } };
  return { status: 404, json: { message: `404: ${method} ${path}`, code: 0 } };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  return isJson && text !== '' ? JSON.parse(text) : undefined;
}
