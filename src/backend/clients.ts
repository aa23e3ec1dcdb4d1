import { createHash } from 'node:crypto';
import { codes } from '../oasst/errors.ts';
import { Refusal } from './refusal.ts';

/** A key and whose it is. People and tasks belong to the client, so a client may change its key and keep them. */
export type ApiKey = {
  key: string;
  /** A name that stays; every key of the same client sees the same people and tasks. */
  client: string;
  /** May change people and see the statistics. */
  trusted: boolean;
};
export type Client = { name: string; trusted: boolean };
export type Clients = ReadonlyMap<string, Client>;

/** A trusted key of the one front end that a backend usually has. */
export function trustedKey(key: string): ApiKey {
  return { key, client: 'default', trusted: true };
}

/** The known keys, kept as digests so that finding one takes no time that tells anything about another. */
export function knownClients(keys: readonly ApiKey[]): Clients {
  return new Map(keys.map(({ key, client, trusted }) => [digest(key), { name: client, trusted }]));
}

/** Whose key it is. Throws Refusal (403, 2) for a missing or unknown one. */
export function clientOf(clients: Clients, key: string | undefined): Client {
  const client = key === undefined ? undefined : clients.get(digest(key));
  if (!client) throw new Refusal(403, codes.apiKeyNotTrusted, 'Could not validate credentials');
  return client;
}

/** Throws Refusal (403, 2) unless the client is trusted. */
export function mustBeTrusted(client: Client): void {
  if (!client.trusted) throw new Refusal(403, codes.apiKeyNotTrusted, 'Forbidden');
}

function digest(key: string) {
  return createHash('sha256').update(key).digest('hex');
}
