import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** On which server a card was last shown, and to whom with which roles: what is offered there is on it again when it is renewed. */
export const cardPlaces: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('cards').addColumn('guild_id', 'text').execute();
    await db.schema.alterTable('cards').addColumn('roles', 'text').execute();
  },
};
