import type { AliasableExpression, Kysely } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** As `prepared`, and gives how many rows the query has; limit it where counting all of them would cost too much. */
export function preparedCount<Values extends object>(
  rows: (db: Kysely<Schema>, values: Values) => AliasableExpression<object>,
): (db: Kysely<Schema>, values: Values) => Promise<number> {
  const counted = prepared((db, values: Values) =>
    db.selectFrom(rows(db, values).as('counted')).select(({ fn }) => fn.countAll<number>().as('count')),
  );
  return async (db, values) => {
    const [row] = await counted(db, values);
    return Number(row?.count ?? 0);
  };
}
