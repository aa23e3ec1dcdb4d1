import type { Db } from '../db.ts';
import type { Pace } from '../pace.ts';

/** How many messages and trees there are; outside a transaction, others have their turn between two languages. */
export async function systemStats(db: Db, pace?: Pace) {
  const rows: { lang: string; deleted: number; count: number }[] = [];
  for (const lang of await languages(db)) {
    await pace?.();
    for (const { deleted, count } of await countIn(db, lang))
      rows.push({ lang, deleted, count: Number(count) });
  }
  const { trees } = await db
    .selectFrom('backend_trees')
    .select(({ fn }) => fn.countAll<number>().as('trees'))
    .executeTakeFirstOrThrow();
  const kept = rows.filter(({ deleted }) => deleted === 0);
  const sum = (some: typeof rows) => some.reduce((total, { count }) => total + count, 0);
  return {
    all: sum(rows),
    active: sum(kept),
    active_by_lang: Object.fromEntries(kept.map(({ lang, count }) => [lang, count])),
    deleted: sum(rows) - sum(kept),
    message_trees: Number(trees),
  };
}

/** The languages that there are messages in, in their order: one look into the index for each. */
async function languages(db: Db): Promise<string[]> {
  const rows = await db
    .withRecursive('known(lang)', (start) =>
      start
        .selectFrom('backend_messages')
        .select(({ fn }) => fn.min<string | null>('lang').as('lang'))
        .unionAll((next) =>
          next
            .selectFrom('known')
            .select(({ selectFrom }) =>
              selectFrom('backend_messages')
                .select(({ fn }) => fn.min<string | null>('backend_messages.lang').as('lang'))
                .whereRef('backend_messages.lang', '>', 'known.lang')
                .as('lang'),
            )
            .where('known.lang', 'is not', null),
        ),
    )
    .selectFrom('known')
    .select('known.lang')
    .execute();
  return rows.flatMap(({ lang }) => lang ?? []);
}

function countIn(db: Db, lang: string) {
  return db
    .selectFrom('backend_messages')
    .select(({ fn }) => ['deleted', fn.countAll<number>().as('count')])
    .where('lang', '=', lang)
    .groupBy('deleted')
    .execute();
}
