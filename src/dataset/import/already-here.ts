import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';

const IDS_PER_QUERY = 1_000;

/** Which of these messages are in the collection. */
export async function alreadyHere(db: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> {
  const here = new Set<string>();
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const rows = await db
      .selectFrom('backend_messages')
      .select('id')
      .where('id', 'in', ids.slice(start, start + IDS_PER_QUERY))
      .execute();
    for (const { id } of rows) here.add(id);
  }
  return here;
}
