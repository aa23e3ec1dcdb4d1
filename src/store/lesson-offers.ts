import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Remembers where somebody was offered a lesson last, in JSON. */
export async function keepOffer(db: Kysely<Schema>, personId: string, offer: string): Promise<void> {
  await db.updateTable('people').set({ lesson_offer: offer }).where('id', '=', personId).execute();
}

/** Forgets an offer, unless there is a newer one. */
export async function forgetOffer(db: Kysely<Schema>, personId: string, offer: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ lesson_offer: null })
    .where('id', '=', personId)
    .where('lesson_offer', '=', offer)
    .execute();
}
