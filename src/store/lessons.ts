import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** Remembers that somebody has had a lesson, or does not want it; once, whatever happens at the same time. */
export async function markLesson(db: Kysely<Schema>, personId: string, lesson: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ lessons: sql<string>`lessons || ${`${lesson} `}` })
    .where('id', '=', personId)
    .where(sql<string>`' ' || lessons`, 'not like', `% ${lesson} %`)
    .execute();
}

/** Whether a lesson is among those that somebody has had. */
export function hadLesson(had: string, lesson: string): boolean {
  return had.split(' ').includes(lesson);
}
