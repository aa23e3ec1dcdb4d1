import { type AliasableExpression, sql } from 'kysely';
import type { TaskType } from '../../../oasst/protocol.ts';
import type { Db } from '../../db.ts';
import type { TreeState } from '../../trees/tables.ts';

/** How many rows a query has, under a name; limit it where there may be many. */
export function counted(db: Db, what: TaskType | TreeState, rows: AliasableExpression<{ id: string }>) {
  return db
    .selectFrom(rows.as('counted'))
    .select(({ fn }) => [sql<string>`${sql.lit(what)}`.as('what'), fn.countAll<number>().as('count')]);
}
