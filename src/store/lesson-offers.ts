import type { Kysely } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** Remembers where somebody was offered a lesson last, in JSON. */
export async function keepOffer(db: Kysely<Schema>, personId: string, offer: string): Promise<void> {
  await keep(db, { personId, offer });
}

const keep = prepared((db, { personId, offer }: { personId: string; offer: string }) =>
  db.updateTable('people').set({ lesson_offer: offer }).where('id', '=', personId),
);

/** Forgets an offer, unless there is a newer one. */
export async function forgetOffer(db: Kysely<Schema>, personId: string, offer: string): Promise<void> {
  await forget(db, { personId, offer });
}

const forget = prepared((db, { personId, offer }: { personId: string; offer: string }) =>
  db
    .updateTable('people')
    .set({ lesson_offer: null })
    .where('id', '=', personId)
    .where('lesson_offer', '=', offer),
);
