import { STATUS_CODES } from 'node:http';
import type { RESTOptions } from '@discordjs/rest';
import { type Dispatcher, Headers, type RequestInit } from 'undici';

/** An answer as discord.js reads it. */
type Answer = Awaited<ReturnType<RESTOptions['makeRequest']>>;

const methods: readonly Dispatcher.HttpMethod[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/**
 * Makes a call of which the body is a text or none, and takes the answer, which is short, in one piece: the stream that
 * discord.js has undici make of every answer first costs more.
 * @throws what undici throws; why `signal` was given, at once; a TypeError for any other body
 */
export async function shortCall(url: string, init: RequestInit): Promise<Answer> {
  const { body = null, dispatcher, signal } = init;
  const method = methods.find((one) => one === init.method);
  if (!dispatcher || !method || (body !== null && typeof body !== 'string'))
    throw new TypeError('Not a short call');
  const { origin, pathname, search } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const chunks: Buffer[] = [];
  let status = 0;
  let told: readonly Buffer[] = [];
  let abort: ((reason: Error) => void) | undefined;
  const giveUp = () => {
    reject(signal?.reason);
    abort?.(signal?.reason);
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  dispatcher.dispatch(
    { origin, path: pathname + search, method, headers: headersOf(init), body },
    {
      onConnect(how) {
        abort = how;
        if (signal?.aborted) giveUp();
      },
      onHeaders(code, raw) {
        status = code;
        told = raw;
        return true;
      },
      onData(chunk) {
        chunks.push(chunk);
        return true;
      },
      onComplete: () => resolve(answerOf(status, told, Buffer.concat(chunks))),
      onError: reject,
    },
  );
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

function headersOf({ headers = {} }: RequestInit): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);
}

function answerOf(status: number, told: readonly Buffer[], bytes: Buffer): Answer {
  const headers = new Headers();
  for (let at = 0; at + 1 < told.length; at += 2) {
    headers.append(String(told[at]), String(told[at + 1]));
  }
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    ok: status >= 200 && status < 300,
    headers,
    body: null,
    bodyUsed: false,
    arrayBuffer: async () => Uint8Array.from(bytes).buffer,
    json: async () => JSON.parse(String(bytes)),
    text: async () => String(bytes),
  };
}
