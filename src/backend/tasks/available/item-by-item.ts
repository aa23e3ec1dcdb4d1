import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Schema } from '../../../store/schema.ts';

/**
 * A condition that is looked up for each item when its turn comes. PostgreSQL would else join everything that is open with
 * what it asks about, and sort that, to find the first of them. SQLite looks item by item in any case.
 */
export function itemByItem(condition: Expression<SqlBool>) {
  return sql<SqlBool>`(${condition}) is true`;
}

/** Whether there is nothing of what is asked for: nobody has had this item, or it is closed to nobody. Looked up item by item. */
export function hasNone(rows: Expression<unknown>) {
  const { exists, not } = expressionBuilder<Schema>();
  return itemByItem(not(exists(rows)));
}
