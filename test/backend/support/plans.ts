import { CompiledQuery, type Kysely } from 'kysely';
import type { Schema } from '../../../src/store/schema.ts';

/** The database, with note taken of what is asked. */
export function noting(db: Kysely<Schema>, asked: CompiledQuery[]): Kysely<Schema> {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'executeQuery')
        return (query: CompiledQuery) => {
          asked.push(query);
          return db.executeQuery(query);
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

type Step = {
  Alias?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Step[];
};

/** How many rows of a table PostgreSQL has looked at, besides what it asked about each of them. */
function lookedAt(step: Step, table: string): number {
  const own =
    step.Alias?.replace(/_\d+$/, '') === table // in a union each has a number
      ? (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']
      : 0;
  return Math.max(own, ...(step.Plans ?? []).map((below) => lookedAt(below, table)));
}

/** What SQLite does for a query, step by step. */
export async function planOf(db: Kysely<Schema>, query: CompiledQuery): Promise<string[]> {
  const { rows } = await db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${query.sql}`),
  );
  return rows.map(({ detail }) => detail);
}

/** How many rows of a table PostgreSQL looks at for a query. */
export async function rowsOf(db: Kysely<Schema>, query: CompiledQuery, table: string): Promise<number> {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': [{ Plan: Step }] }>(
    CompiledQuery.raw(`explain (analyze, format json) ${query.sql}`, [...query.parameters]),
  );
  return Math.max(...rows.map((row) => lookedAt(row['QUERY PLAN'][0].Plan, table)));
}
