import { type RawBuilder, sql } from 'kysely';

/** True where a column holds `text` somewhere, whatever the case (of ASCII letters, on SQLite). */
export function contains(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`;
}
