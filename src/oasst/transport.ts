import ky, { isHTTPError, isNetworkError, isTimeoutError, type Options } from 'ky';
import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { codes, InvalidRequest, NotUnderstood, type OasstError, Unreachable } from './errors.ts';
import { faultOf } from './fault.ts';
import { readJson, writeJson } from './json.ts';
import { limited, TooLong } from './limited.ts';
import type { Answer } from './reading.ts';
import { codeIn, refused } from './refusal.ts';

/** Where the backend is and how to talk to it. */
export type Connection = {
  /** Base URL, with or without a trailing slash; `/api/v1` at its end is taken off. */
  url: string;
  /** Sent as `X-API-Key`. */
  key: string;
  /** What sends a request; the global `fetch` unless a test or the embedded backend takes its place. */
  fetch?: typeof globalThis.fetch;
  /** For one call as a whole, in ms: every attempt, every pause and the body. 10 s unless said otherwise. */
  timeoutMs?: number;
  /** How long to wait before attempt 1, 2 of the repetitions, in ms. */
  pauseMs?: (repetition: number) => number;
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

const REPETITIONS = 2;

/**
 * Prepares the way to a backend.
 * @throws a TypeError, which quotes neither, when the URL is not plain http(s) or the key cannot be a
 *   header's value
 */
export function transport(connection: Connection): Send {
  const { timeoutMs = 10_000, now = Date.now } = connection;
  const base = baseOf(connection.url);
  const http = ky.create(httpOptions(connection, timeoutMs));
  return async (endpoint, contents = {}) => {
    const { query: searchParams, headers = {}, repeatable = endpoint.method === 'GET' } = contents;
    const json = checked(contents, endpoint);
    const retry = repeatable ? {} : { limit: 0 };
    try {
      const pending = http(base + endpoint.path, {
        method: endpoint.method,
        json,
        searchParams,
        headers,
        retry,
      });
      const { status } = await pending;
      return { request: endpoint, status, text: await pending.text() };
    } catch (error) {
      throw meaningOf(error, endpoint, timeoutMs, now());
    }
  };
}

function httpOptions({ key, fetch = globalThis.fetch, pauseMs }: Connection, timeoutMs: number): Options {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError('The API key must be printable ASCII without spaces');
  return {
    fetch: async (input, init) => await limited(await fetch(input, init)),
    headers: { 'x-api-key': key, accept: 'application/json' },
    redirect: 'manual', // a redirect could carry the key and a person's text to another host
    timeout: false,
    totalTimeout: timeoutMs,
    parseJson: readJson,
    stringifyJson: writeJson,
    retry: {
      limit: REPETITIONS,
      methods: ['get', 'post', 'put', 'delete'],
      delay: pauseMs ?? ((repetition) => 100 * 4 ** (repetition - 1)),
      shouldRetry: ({ error }) => mayPass(error),
    },
  };
}

/** A lost connection, or a gateway that could not reach the backend; not the 503s that mean "no task" or "banned". */
function mayPass(error: unknown): boolean {
  if (!isHTTPError(error)) return isNetworkError(error);
  const code = codeIn(error.data);
  const final = code === codes.taskTypeNotAvailable || code === codes.userDisabled;
  return [502, 503, 504].includes(error.response.status) && !final;
}

function checked({ form, body }: Contents, request: Endpoint): unknown {
  if (!form) return undefined;
  const { data, error } = form.safeParse(body);
  if (!error) return data;
  throw new InvalidRequest(`${request.method} ${request.path}: not sent: ${faultOf(error)}`, { request });
}

function meaningOf(error: unknown, request: Endpoint, timeoutMs: number, now: number): OasstError {
  const what = `${request.method} ${request.path}`;
  if (isHTTPError(error)) {
    const { status, headers } = error.response;
    return refused({ status, headers, data: error.data }, request, now);
  }
  if (error instanceof TooLong) return new NotUnderstood(`${what}: answer too long`, { request });
  const why = isTimeoutError(error) ? `no answer within ${timeoutMs} ms` : `no answer${symbolOf(error)}`;
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
