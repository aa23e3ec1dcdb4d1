import { createHmac, randomBytes } from 'node:crypto';
import type { Db } from '../../backend/db.ts';

/** The key of this collection, made when it is first asked for and the same from then on, for every process. */
export async function collectionKey(db: Db): Promise<string> {
  const key = randomBytes(32).toString('hex');
  await db
    .insertInto('dataset_key')
    .values({ one: 1, key })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute();
  const row = await db.selectFrom('dataset_key').select('key').executeTakeFirstOrThrow();
  return row.key;
}

/** Something that stands for this collection, always the same, from which nobody can tell its key: HMAC-SHA-256, in hex. */
export async function derivedKey(db: Db, purpose: 'release' | 'collection'): Promise<string> {
  return createHmac('sha256', await collectionKey(db))
    .update(purpose)
    .digest('hex');
}
