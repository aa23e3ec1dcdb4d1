import type { Kysely } from 'kysely';
import { lessons } from '../../src/locales/lessons.ts';
import { markLesson } from '../../src/store/lessons.ts';
import { meetPerson } from '../../src/store/people.ts';
import type { Schema } from '../../src/store/schema.ts';

/** Lets somebody have had all lessons, so that they get a task at once. */
export async function hasLearned(db: Kysely<Schema>, person: { id: string; name: string }): Promise<void> {
  await meetPerson(db, person, 0);
  for (const lesson of lessons) await markLesson(db, person.id, lesson);
}
