import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db } from '../db.ts';
import { digest } from './clients.ts';
import type { BackendKeysTable } from './tables.ts';

const KEY_BYTES = 32;
const SHORT = 8;

/** Where keys are kept; `now` gives epoch milliseconds. */
type Keeping = { db: Db; now: () => number };

export type KeyRow = Selectable<BackendKeysTable>;
export type NewKey = {
  /** Whose key it is; keys of the same client see the same people and tasks. */
  client: string;
  trusted: boolean;
  description: string;
};

/** Makes a key and gives it; the database keeps only its digest, so it cannot be shown again. */
export async function addKey({ db, now }: Keeping, key: NewKey): Promise<string> {
  const secret = randomBytes(KEY_BYTES).toString('base64url');
  await db
    .insertInto('backend_keys')
    .values({
      digest: digest(secret),
      client: key.client,
      trusted: key.trusted ? 1 : 0,
      description: key.description,
      created_at: now(),
      revoked_at: null,
    })
    .execute();
  return secret;
}

/** Every key that was made, the oldest first. */
export function listKeys(db: Db): Promise<KeyRow[]> {
  return db.selectFrom('backend_keys').selectAll().orderBy('created_at').orderBy('digest').execute();
}

/** What a key is called in lists: the beginning of its digest. */
export function keyName({ digest }: Pick<KeyRow, 'digest'>): string {
  return digest.slice(0, SHORT);
}

/** Ends a key from its next request on, and says whose it was; undefined when no valid key, or more than one, is called so. */
export async function revokeKey(
  { db, now }: Keeping,
  name: string,
): Promise<{ client: string; trusted: boolean } | undefined> {
  if (!/^[0-9a-f]{8,64}$/.test(name)) return undefined;
  const valid = (await listKeys(db)).filter((key) => key.revoked_at === null && key.digest.startsWith(name));
  const [key] = valid;
  if (!key || valid.length > 1) return undefined;
  await db.updateTable('backend_keys').set({ revoked_at: now() }).where('digest', '=', key.digest).execute();
  return { client: key.client, trusted: key.trusted === 1 };
}
