import type { Kysely, Selectable } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { CardsTable } from './tables.ts';

/** The last place a task was shown, as long as it can still be edited. */
export type CardPlace = Selectable<CardsTable>;

/** Remembers the last place a task was shown. */
export async function keepCard(db: Kysely<Schema>, card: Omit<CardPlace, 'collapsed'>): Promise<void> {
  await kept(db, card);
}

const kept = prepared((db, card: Omit<CardPlace, 'collapsed'>) => {
  const place = {
    token: card.token,
    message_id: card.message_id,
    locale: card.locale,
    valid_until: card.valid_until,
  };
  return db
    .insertInto('cards')
    .values({ task_id: card.task_id, ...place })
    .onConflict((conflict) =>
      conflict.column('task_id').doUpdateSet((eb) => ({
        ...place,
        // what has become a line stays one, whichever of two clicks is told of first
        collapsed: eb
          .case()
          .when('cards.message_id', '=', place.message_id)
          .then(eb.ref('cards.collapsed'))
          .else(0)
          .end(),
      })),
    );
});

/** Where a task was last shown, if Discord still lets us edit it. */
export async function findCard(
  db: Kysely<Schema>,
  taskId: string,
  now: number,
): Promise<CardPlace | undefined> {
  return await db
    .selectFrom('cards')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('valid_until', '>', now)
    .executeTakeFirst();
}

/** Remembers that the last place of a task has become one line. */
export async function collapseCard(db: Kysely<Schema>, taskId: string): Promise<void> {
  await db.updateTable('cards').set({ collapsed: 1 }).where('task_id', '=', taskId).execute();
}
