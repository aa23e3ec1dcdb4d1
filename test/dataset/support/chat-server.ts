import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What a server was asked. */
export type Asked = {
  path: string;
  authorization: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    temperature?: number;
    top_p?: number;
  };
};

/** How it answers one request, the `index`th from 0. */
export type Behavior = (response: ServerResponse, asked: Asked, index: number) => unknown;

/** Answers with a text, as chat completions do. */
export function says(response: ServerResponse, content: string | null, more: object = {}): void {
  const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop', ...more };
  sends(response, 200, { object: 'chat.completion', model: 'served-1', choices: [choice] });
}

/** Answers with any JSON. */
export function sends(response: ServerResponse, status: number, body: object, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A server on a free port that speaks chat completions as a test says, until the test ends. */
export async function chatServerOf(behave: Behavior): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    const one = { path: url, authorization: headers.authorization, body: JSON.parse(await text(request)) };
    asked.push(one);
    await behave(response, one, asked.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return { url: `http://127.0.0.1:${port}/v1`, asked };
}
