import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { inParts } from '../in-parts.ts';
import { parseLine } from './parse.ts';
import type { Source } from './source.ts';

const STORIES_PER_INSERT = 200;

/** Which of these stories are not in the collection yet. */
export async function newStories(db: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> {
  const unknown = new Set(ids);
  for (const some of inParts(ids, STORIES_PER_INSERT)) {
    const rows = await db.selectFrom('backend_stories').select('id').where('id', 'in', some).execute();
    for (const { id } of rows) unknown.delete(id);
  }
  return unknown;
}

/**
 * Reads a surveyed source once more and stores its new stories; gives how many there were.
 * @throws DatasetError
 */
export async function storeStories(
  db: Kysely<Schema>,
  source: Source,
  { ids, textLimit, now }: { ids: ReadonlySet<string>; textLimit: number; now: number },
): Promise<number> {
  const rows = new Map<string, { id: string; lang: string; text: string }>();
  let stored = 0;
  if (ids.size === 0) return stored;
  for await (const line of source.lines()) {
    const { story } = parseLine(line, textLimit);
    if (story && ids.has(story.id)) rows.set(story.id, story);
    if (rows.size >= STORIES_PER_INSERT) await flush();
  }
  await flush();
  return stored;

  async function flush() {
    if (rows.size === 0) return;
    const { numInsertedOrUpdatedRows = 0n } = await db
      .insertInto('backend_stories')
      .values([...rows.values()].map((story) => ({ ...story, created_at: now, summary_count: 0 })))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    stored += Number(numInsertedOrUpdatedRows);
    rows.clear();
  }
}
