import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../src/store/schema.ts';

/** Every row of every table of a database as text, to look for what must not be there. */
export async function dump(db: Kysely<Schema>): Promise<string> {
  const tables = await db.introspection.getTables();
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    all.push(`${name}: ${JSON.stringify(rows)}`);
  }
  return all.join('\n');
}
