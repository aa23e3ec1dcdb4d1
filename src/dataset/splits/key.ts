import { randomBytes } from 'node:crypto';
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
