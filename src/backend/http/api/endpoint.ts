import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Backend } from '../../context.ts';
import type { Client } from '../../keys/clients.ts';
import { mustBeTrusted } from '../../keys/clients.ts';
import { parsed } from '../../parse.ts';
import type { UserRow } from '../../users/tables.ts';
import { askingClient, askingUser, mustBeRoot } from '../asking.ts';
import { readJsonBody } from '../body.ts';
import { forStrangers, isOverNetwork } from '../for-strangers.ts';
import { despiteConflicts } from './conflicts.ts';
import { mustBeTextual } from './textual.ts';

/** What a request needs: nothing, any known key, a trusted one, or a root token. */
export type Access = 'none' | 'key' | 'trusted' | 'root';

type Schema = z.ZodType;

/** One endpoint as it is described: the same words make the route and the OpenAPI document. */
export type EndpointDescription<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, with `{names}` of what is in `params`. */
  path: `/${string}`;
  /** Not below `/api/v1`. */
  outside?: boolean;
  tag: string;
  summary: string;
  /** What the summary does not say and people stumble over. */
  description?: string;
  /** Not in the reference's protocol. */
  ours?: boolean;
  access: Access;
  /** Whether it is refused to people who may not work. */
  work?: boolean;
  /** Statuses that the rest of this description does not tell. */
  refuses?: readonly number[];
  /** Whether it is answered as the person in `X-OASST-User` sees it. */
  viewer?: 'optional' | 'required';
  params?: P;
  query?: Q;
  body?: B;
  /**
   * Reads the body, where its faults cannot be told by the schema alone.
   * @throws ValidationError
   */
  read?: (body: unknown) => z.output<B>;
  status?: 200 | 202 | 204;
  /** The form of the answer; left out where there is none. */
  answer?: A;
  /** The content type of an answer that is text instead of JSON. */
  media?: string;
  /** Done with the body before its form is checked, when the key is known to be good. */
  first?: (c: Context, body: unknown) => void;
};

export type AnyEndpoint = EndpointDescription<Schema, Schema, Schema, Schema>;

/** What an endpoint works with. `viewer` is the person in the header, if one was asked for and given. */
export type EndpointRequest<P extends Schema, Q extends Schema, B extends Schema> = {
  c: Context;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  client: Client;
  viewer: UserRow | undefined;
};

/** The endpoints under construction. */
export type Api = {
  backend: Backend;
  endpoints: AnyEndpoint[];
  /** Adds an endpoint; what `answer` gives is sent as JSON. */
  add<
    P extends Schema = z.ZodUndefined,
    Q extends Schema = z.ZodUndefined,
    B extends Schema = z.ZodUndefined,
    A extends Schema = z.ZodUndefined,
  >(
    description: EndpointDescription<P, Q, B, A>,
    answer: (asked: EndpointRequest<P, Q, B>) => Promise<z.input<A>> | z.input<A>,
  ): void;
};

export const BASE = '/api/v1';

/** Where an endpoint is, with `{names}` in it. */
export function fullPath({ path, outside }: Pick<AnyEndpoint, 'path' | 'outside'>): string {
  return outside ? path : BASE + path;
}

const nobody: Client = { name: '', trusted: false };

/** What endpoints are added to `app` with. */
export function createApi(app: Hono, backend: Backend): Api {
  const endpoints: AnyEndpoint[] = [];

  return {
    backend,
    endpoints,
    add(description, answer) {
      const { method, access, params, query, body, read, status = 200, media, first } = description;
      endpoints.push(description);
      const responseOf = (c: Context, result: unknown) => {
        if (media) return c.body(String(result), 200, { 'content-type': media });
        return status === 204 ? c.body(null, 204) : c.json(result ?? null, status);
      };
      const pattern = fullPath(description).replaceAll(/\{(\w+)\}/g, ':$1');
      app.on(method.toUpperCase(), pattern, async (c) => {
        const client = await clientFor(access, c); // whoever has no key costs nothing more than this
        const given = body || first ? await readJsonBody(c) : undefined;
        first?.(c, given);
        const form = {
          params: params && parsed(params, textual(c.req.param(), 'path'), 'path'),
          query: query && parsed(query, textual(c.req.query(), 'query'), 'query'),
          body: read ? read(given) : body && parsed(body, given, 'body'),
        };
        const result = await despiteConflicts(async () => {
          const viewer = description.viewer && (await askingUser(backend, c, client));
          return answer({ c, ...form, client, viewer } as Parameters<typeof answer>[0]); // parsed just above
        });
        const response = responseOf(c, result);
        return access === 'none' && isOverNetwork(c) ? await forStrangers(c.req.raw, response) : response;
      });
    },
  };

  async function clientFor(access: Access, c: Context): Promise<Client> {
    if (access === 'none') return nobody;
    if (access === 'root') {
      mustBeRoot(backend, c);
      return nobody;
    }
    const client = await askingClient(backend, c);
    if (access === 'trusted') mustBeTrusted(client);
    return client;
  }
}

function textual<T extends Record<string, string>>(values: T, where: string): T {
  mustBeTextual(values, where);
  return values;
}
