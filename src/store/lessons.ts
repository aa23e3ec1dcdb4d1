import { type Kysely, sql } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** Remembers that somebody has had a lesson, or does not want it; once, whatever happens at the same time. */
export async function markLesson(db: Kysely<Schema>, personId: string, lesson: string): Promise<void> {
  await mark(db, { personId, added: `${lesson} `, had: `% ${lesson} %` });
}

const mark = prepared((db, { personId, added, had }: { personId: string; added: string; had: string }) =>
  db
    .updateTable('people')
    .set({ lessons: sql<string>`lessons || ${added}` })
    .where('id', '=', personId)
    .where(sql<string>`' ' || lessons`, 'not like', had),
);

/** Whether a lesson is among those that somebody has had. */
export function hadLesson(had: string, lesson: string): boolean {
  return had.split(' ').includes(lesson);
}
