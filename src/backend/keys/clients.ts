import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { codes } from '../../oasst/errors.ts';
import type { Schema } from '../../store/schema.ts';
import { RequestError } from '../errors.ts';

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

/**
 * Whose key it is: one the process was started with, else one of the database.
 * @throws RequestError (403, 2) for any other
 */
export async function clientOf(
  { clients, db }: { clients: Clients; db: Kysely<Schema> },
  key: string | undefined,
): Promise<Client> {
  if (key === undefined) throw unknownKey();
  const known = clients.get(digest(key));
  if (known) return known;
  const row = await db
    .selectFrom('backend_keys')
    .select(['client', 'trusted'])
    .where('digest', '=', digest(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw unknownKey();
  return { name: row.client, trusted: row.trusted === 1 };
}

/**
 * @throws RequestError (403, 2) unless the client is trusted
 */
export function mustBeTrusted(client: Client): void {
  if (!client.trusted) throw forbidden();
}

/** Refusal (403, 2): the key is known and not enough. */
export function forbidden(): RequestError {
  return new RequestError(403, codes.apiKeyNotTrusted, 'Forbidden');
}

/** What is kept of a key: SHA-256 in hexadecimal. Keys are long and random, so no salt is needed. */
export function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function unknownKey() {
  return new RequestError(403, codes.apiKeyNotTrusted, 'Could not validate credentials');
}
