import { type Expression, type SqlBool, sql } from 'kysely';

/**
 * A condition that is looked up for each item when its turn comes. PostgreSQL would else join everything that is open with
 * what it asks about, and sort that, to find the first of them. SQLite looks item by item in any case.
 */
export function itemByItem(condition: Expression<SqlBool>) {
  return sql<SqlBool>`(${condition}) is true`;
}
