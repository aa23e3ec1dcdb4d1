import type { Kysely, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { CardsTable } from './tables.ts';

/** The last place a task was shown, as long as it can still be edited. */
export type CardPlace = Selectable<CardsTable>;

/** Remembers the last place a task was shown. */
export async function keepCard(db: Kysely<Schema>, card: CardPlace): Promise<void> {
  const { task_id, ...place } = card;
  await db
    .insertInto('cards')
    .values(card)
    .onConflict((conflict) => conflict.column('task_id').doUpdateSet(place))
    .execute();
}

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
