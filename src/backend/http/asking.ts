import type { Context } from 'hono';
import { codes } from '../../oasst/errors.ts';
import type { Backend } from '../context.ts';
import { RequestError } from '../errors.ts';
import { type Client, clientOf, digest } from '../keys/clients.ts';
import { isStorable } from '../text.ts';
import { findUser } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';

/**
 * The client a request comes from, by `api_key` in the query or the `X-API-Key` header.
 * @throws RequestError (403, 2)
 */
export function askingClient(backend: Backend, c: Context): Promise<Client> {
  return clientOf(backend, givenKey(c));
}

/**
 * @throws RequestError (403, 3) unless `Authorization: Bearer …` carries a root token
 */
export function mustBeRoot({ settings }: Backend, c: Context): void {
  const [scheme, token] = c.req.header('authorization')?.split(' ') ?? [];
  if (
    scheme?.toLowerCase() === 'bearer' &&
    token !== undefined &&
    settings.rootTokens.some((root) => same(root, token))
  )
    return;
  throw new RequestError(403, codes.rootTokenInvalid, 'Could not validate credentials');
}

/** The key as it was given; the one in the query wins. */
export function givenKey(c: Context): string | undefined {
  return c.req.query('api_key') ?? c.req.header('x-api-key');
}

/**
 * Who asks, by `oasst_user` or the `X-OASST-User` header: undefined for nobody.
 * @throws RequestError (404, 4002)
 */
export async function askingUser(backend: Backend, c: Context, client: Client): Promise<UserRow | undefined> {
  const [authMethod, username] = givenUser(c) ?? [];
  if (authMethod === undefined || username === undefined) return undefined;
  const user = isStorable(username + authMethod)
    ? await findUser(backend.db, client, authMethod, username)
    : undefined;
  if (!user) throw new RequestError(404, codes.userNotFound, 'User not found');
  return user;
}

/** The raw value of the user header, which without a colon counts as absent. */
export function givenUser(c: Context): [authMethod: string, username: string] | undefined {
  const value = c.req.query('oasst_user') ?? c.req.header('x-oasst-user');
  const colon = value?.indexOf(':') ?? -1;
  if (value === undefined || colon < 0) return undefined;
  return [value.slice(0, colon), value.slice(colon + 1)];
}

/** Compares digests, so that the time it takes tells nothing about the token. */
function same(a: string, b: string) {
  return digest(a) === digest(b);
}
