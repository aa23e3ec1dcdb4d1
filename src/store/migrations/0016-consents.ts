import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every consent gets a receipt; those given before say no more than which version and when. */
export const consents: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('consents')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('lang', 'text')
      .addColumn('text_hash', 'text')
      .addColumn('given_at', 'bigint', (column) => column.notNull())
      .addColumn('withdrawn_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('consents_by_person')
      .on('consents')
      .columns(['person_id', 'given_at'])
      .execute();
    await sql`
      insert into consents (id, person_id, version, given_at)
      select 'before-' || id, id, consent_version, coalesce(consented_at, created_at)
      from people where consent_version is not null
    `.execute(db);
  },
};
