import type { z } from 'zod';
import { type Carriage, type Carry, TimedOut } from './carry.ts';
import type { Endpoint } from './endpoint.ts';
import { InvalidRequest, NotUnderstood, type OasstError, Unreachable } from './errors.ts';
import { faultOf } from './fault.ts';
import { writeJson } from './json.ts';
import { TooLong } from './limited.ts';
import { overNetwork } from './over-network.ts';
import type { Answer } from './reading.ts';
import { refused } from './refusal.ts';

/** Where the backend is and how to talk to it. */
export type Connection = Partial<Carriage> & {
  /** Base URL, with or without a trailing slash; `/api/v1` at its end is taken off. */
  url: string;
  /** Sent as `X-API-Key`. */
  key: string;
  /** The way to it; over the network unless said otherwise, with the global `fetch`, 10 s for a call, and pauses of 100 and 400 ms. */
  carriedBy?: (carriage: Carriage) => Carry;
  /** Epoch milliseconds; reads the dates in Retry-After. */
  now?: () => number;
};

/** What goes with a request besides its endpoint. `body` is checked against `form` before anything is sent. */
export type Contents<Form extends z.ZodType = z.ZodType> = {
  form?: Form;
  body?: z.input<Form>;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** Whether sending it twice does the same as once. GETs always are. */
  repeatable?: boolean;
};

/** Sends one request and gives its 2xx answer; throws nothing but OasstErrors. */
export type Send = <Form extends z.ZodType>(endpoint: Endpoint, contents?: Contents<Form>) => Promise<Answer>;

/**
 * Prepares the way to a backend.
 * @throws a TypeError, which quotes neither, when the URL is not plain http(s) or the key cannot be a
 *   header's value
 */
export function transport(connection: Connection): Send {
  const {
    key,
    fetch = globalThis.fetch,
    timeoutMs = 10_000,
    pauseMs = (repetition) => 100 * 4 ** (repetition - 1),
    carriedBy = overNetwork,
    now = Date.now,
  } = connection;
  const base = baseOf(connection.url);
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError('The API key must be printable ASCII without spaces');
  const always = { 'x-api-key': key, accept: 'application/json' };
  const carry = carriedBy({ fetch, timeoutMs, pauseMs });
  return async (endpoint, contents = {}) => {
    const { method } = endpoint;
    const { query = {}, headers, repeatable = method === 'GET' } = contents;
    const body = bodyOf(contents, endpoint);
    const answer = await carry({
      method,
      url: base + endpoint.path + queryOf(query),
      headers: { ...always, ...(body === undefined ? {} : written), ...headers },
      body,
      repeatable,
    }).catch((error: unknown) => {
      throw meaningOf(error, endpoint, timeoutMs);
    });
    if ('text' in answer) return { request: endpoint, ...answer };
    throw refused(answer, endpoint, now());
  };
}

const written = { 'content-type': 'application/json' };

function queryOf(query: NonNullable<Contents['query']>): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

function bodyOf({ form, body }: Contents, request: Endpoint): string | undefined {
  if (!form) return undefined;
  const { data, error } = form.safeParse(body);
  if (!error) return writeJson(data);
  throw new InvalidRequest(`${request.method} ${request.path}: not sent: ${faultOf(error)}`, { request });
}

function meaningOf(error: unknown, request: Endpoint, timeoutMs: number): OasstError {
  const what = `${request.method} ${request.path}`;
  if (error instanceof TooLong) return new NotUnderstood(`${what}: answer too long`, { request });
  const why = error instanceof TimedOut ? `no answer within ${timeoutMs} ms` : `no answer${symbolOf(error)}`;
  return new Unreachable(`${what}: ${why}`, { request });
}

/** The system's symbol for a network failure, such as ` (ECONNREFUSED)`: the one part of it that is safe to log. */
function symbolOf(error: unknown): string {
  const causes = [error, causeOf(error), causeOf(causeOf(error))];
  const codes = causes.map((cause) => (cause instanceof Error && 'code' in cause ? cause.code : undefined));
  const symbol = codes.find((code) => typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code));
  return symbol ? ` (${symbol})` : '';
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function baseOf(url: string): string {
  const base = URL.parse(url);
  if (!base || !/^https?:$/.test(base.protocol) || base.username || base.password) {
    throw new TypeError(
      'The backend URL must be http(s)://host[:port][/path], without a user name or password',
    );
  }
  return (base.origin + base.pathname).replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}
