import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { shortCall } from '../../../src/discord/calls/short-call.ts';

/** Calls to a server that answers so. */
async function scene(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dispatcher = new Agent();
  onTestFinished(async () => {
    await dispatcher.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}/api/interactions/1?with_response=true`;
  return (init: Partial<Parameters<typeof shortCall>[1]> = {}) =>
    shortCall(url, { method: 'POST', body: 'é', headers: { 'x-said': 'so' }, dispatcher, ...init });
}

test('what is said arrives whole, and so does the answer, in however many pieces', async () => {
  const call = await scene(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method, url, headers } = request;
    response.writeHead(404, { 'content-type': 'application/json', 'retry-after': '2' });
    const told = Buffer.from(JSON.stringify({ method, url, said: headers['x-said'], body }));
    response.write(told.subarray(0, -4)); // within the é
    setImmediate(() => response.end(told.subarray(-4)));
  });
  const answer = await call();
  expect(answer).toMatchObject({ status: 404, ok: false, statusText: 'Not Found' });
  expect(answer.headers.get('Retry-After')).toBe('2');
  expect(await answer.json()).toEqual({
    method: 'POST',
    url: '/api/interactions/1?with_response=true',
    said: 'so',
    body: 'é',
  });
});

test('what breaks off in the middle of its answer fails', async () => {
  const call = await scene((_request, response) => {
    response.writeHead(200, { 'content-length': '10' }).write('{');
    response.socket?.destroySoon();
  });
  await expect(call()).rejects.toThrow('other side closed');
});

test.each(['before it is asked', 'before it answers', 'in the middle of its answer'])(
  'a call is given up at once, %s',
  async (when) => {
    const giving = new AbortController();
    const call = await scene((_request, response) => {
      if (when === 'in the middle of its answer') response.writeHead(200).write('{');
      setImmediate(() => giving.abort(new Error('too long')));
    });
    const made = call({ signal: giving.signal });
    if (when === 'before it is asked') giving.abort(new Error('too long'));
    await expect(made).rejects.toThrow('too long');
  },
);

test('nothing else than a text is taken', async () => {
  const call = await scene((_request, response) => void response.end());
  await expect(call({ body: new Uint8Array(1) })).rejects.toThrow(TypeError);
});
