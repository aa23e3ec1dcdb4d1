import type { Kysely, Selectable } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { CardsTable } from './tables.ts';

/** The last place a task was shown, as long as it can still be edited. */
export type CardPlace = Omit<Selectable<CardsTable>, 'guild_id' | 'roles'>;

/** Where its person was when they last saw it: a server and their roles there; neither elsewhere. */
export type Whereabouts = { guildId?: string | undefined; roles?: readonly string[] | undefined };

/** A place to be kept, with where its person was. */
export type NewPlace = Omit<CardPlace, 'collapsed'> & Whereabouts;

/** Remembers the last place a task was shown. */
export async function keepCard(db: Kysely<Schema>, { guildId, roles, ...place }: NewPlace): Promise<void> {
  await kept(db, { ...place, guild_id: guildId ?? null, roles: roles?.join(' ') ?? null });
}

const kept = prepared((db, card: Omit<Selectable<CardsTable>, 'collapsed'>) => {
  const place = {
    token: card.token,
    message_id: card.message_id,
    locale: card.locale,
    valid_until: card.valid_until,
    guild_id: card.guild_id,
    roles: card.roles,
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
): Promise<(CardPlace & Whereabouts) | undefined> {
  const row = await db
    .selectFrom('cards')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('valid_until', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const { guild_id, roles, ...place } = row;
  return { ...place, guildId: guild_id ?? undefined, roles: roles?.split(' ').filter((id) => id !== '') };
}

/** Remembers that the last place of a task has become one line. */
export async function collapseCard(db: Kysely<Schema>, taskId: string): Promise<void> {
  await db.updateTable('cards').set({ collapsed: 1 }).where('task_id', '=', taskId).execute();
}
