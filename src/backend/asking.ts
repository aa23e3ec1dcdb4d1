import type { Context } from 'hono';
import { z } from 'zod';
import { codes } from '../oasst/errors.ts';
import { Id } from '../oasst/protocol.ts';
import { parsed } from './body.ts';
import { type Client, clientOf } from './clients.ts';
import type { Backend } from './context.ts';
import { findUser, type User } from './people.ts';
import { Refusal } from './refusal.ts';

/** The client a request comes from, by `api_key` in the query or the `X-API-Key` header. Throws Refusal (403, 2). */
export function askingClient(backend: Backend, c: Context): Client {
  return clientOf(backend.clients, givenKey(c));
}

/** The key as it was given; the one in the query wins. */
export function givenKey(c: Context): string | undefined {
  return c.req.query('api_key') ?? c.req.header('x-api-key');
}

/** Who asks, by `oasst_user` or the `X-OASST-User` header: undefined for nobody. Throws Refusal (404, 4002). */
export async function askingUser(backend: Backend, c: Context, client: Client): Promise<User | undefined> {
  const [authMethod, username] = givenUser(c) ?? [];
  if (authMethod === undefined || username === undefined) return undefined;
  const user = await findUser(backend.db, client, authMethod, username);
  if (!user) throw new Refusal(404, codes.userNotFound, 'User not found');
  return user;
}

/** The raw value of the user header, which without a colon counts as absent. */
export function givenUser(c: Context): [authMethod: string, username: string] | undefined {
  const value = c.req.query('oasst_user') ?? c.req.header('x-oasst-user');
  const colon = value?.indexOf(':') ?? -1;
  if (value === undefined || colon < 0) return undefined;
  return [value.slice(0, colon), value.slice(colon + 1)];
}

/** A UUID in the path, in the form the database has it. Throws Malformed. */
export function pathId(c: Context, name: string): string {
  const { [name]: id } = parsed(z.record(z.string(), Id), { [name]: c.req.param(name) }, 'path');
  return String(id).toLowerCase();
}
