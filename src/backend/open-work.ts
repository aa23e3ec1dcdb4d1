import type { AliasableExpression } from 'kysely';
import type { Db } from './context.ts';
import type { Random } from './rules/choice.ts';

/** A query that gives the ids of what is open. */
export type Ids = AliasableExpression<{ id: string }>;

/** How much is open. */
export async function countOpen(db: Db, ids: Ids): Promise<number> {
  const { count } = await db
    .selectFrom(ids.as('open'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * One of the open ids: the next after a point drawn by chance, so that finding it takes no longer when more is open.
 * Undefined when nothing is open.
 */
export async function pickOpen(db: Db, ids: Ids, random: Random): Promise<string | undefined> {
  const point = Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0'); // the beginning of a UUID
  const open = db.selectFrom(ids.as('open')).select('open.id').orderBy('open.id').limit(1);
  const next = await open.where('open.id', '>=', point).executeTakeFirst();
  const row = next ?? (await open.where('open.id', '<', point).executeTakeFirst());
  return row?.id;
}

/** Up to `most` different open ids, drawn by chance. */
export async function pickSome(db: Db, ids: Ids, most: number, random: Random): Promise<string[]> {
  const count = await countOpen(db, ids);
  const start = Math.floor(random() * Math.max(1, count - most + 1));
  const rows = await db
    .selectFrom(ids.as('open'))
    .select('open.id')
    .orderBy('open.id')
    .limit(most)
    .offset(start)
    .execute();
  return rows.map(({ id }) => id);
}
