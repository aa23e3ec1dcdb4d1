import type { Db } from '../db.ts';

/** How many messages and trees there are. */
export async function systemStats(db: Db) {
  const rows = await db
    .selectFrom('backend_messages')
    .select(({ fn }) => ['lang', 'deleted', fn.countAll<number>().as('count')])
    .groupBy(['lang', 'deleted'])
    .orderBy('lang')
    .execute();
  const { trees } = await db
    .selectFrom('backend_trees')
    .select(({ fn }) => fn.countAll<number>().as('trees'))
    .executeTakeFirstOrThrow();
  const kept = rows.filter(({ deleted }) => deleted === 0);
  const sum = (some: typeof rows) => some.reduce((total, { count }) => total + Number(count), 0);
  return {
    all: sum(rows),
    active: sum(kept),
    active_by_lang: Object.fromEntries(kept.map(({ lang, count }) => [lang, Number(count)])),
    deleted: sum(rows) - sum(kept),
    message_trees: Number(trees),
  };
}
