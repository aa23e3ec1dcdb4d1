import type { DatabaseSync } from 'node:sqlite';
import type { LogEvent } from 'kysely';
import { ms, table } from '../support/table.ts';

/** Notes which statements run, how often and how long. */
export type QueryLog = { note(event: LogEvent): void; hottest(count: number): Query[] };
export type Query = { sql: string; count: number; ms: number };

/** A log with nothing in it. */
export function createQueryLog(): QueryLog {
  const queries = new Map<string, Query>();
  return {
    note({ query: { sql }, queryDurationMillis }) {
      const so = queries.get(sql) ?? { sql, count: 0, ms: 0 };
      queries.set(sql, { sql, count: so.count + 1, ms: so.ms + queryDurationMillis });
    },
    hottest: (count) => [...queries.values()].sort((a, b) => b.ms - a.ms).slice(0, count),
  };
}

/** Each query with its time and SQLite's plan for it; a whole table that is read stands out as SCAN. */
export function describePlans(database: DatabaseSync, queries: readonly Query[]): string {
  const parts = queries
    .filter(({ sql }) => /^(select|with|update|insert|delete)/i.test(sql))
    .map(({ sql, count, ms: total }) => {
      const steps = database.prepare(`explain query plan ${sql}`).all();
      const plan = steps.map(({ detail }) => `    ${String(detail)}`).join('\n');
      const head = table(['runs', 'each', 'statement'], [[String(count), ms(total / count), shortened(sql)]]);
      return `${head.split('\n').at(2)}\n${plan || '    (writes by key)'}`;
    });
  return `${parts.join('\n')}\n`;
}

function shortened(sql: string) {
  return sql.length <= 200 ? sql : `${sql.slice(0, 120)} … ${sql.slice(-75)}`;
}
