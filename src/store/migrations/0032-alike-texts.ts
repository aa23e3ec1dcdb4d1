import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const columns = ['band_1', 'band_2', 'band_3', 'band_4'];

/**
 * What texts that are nearly the same are found by: null until it was made of the text, empty for one too short. And what the
 * author of a summary was warned of.
 */
export const alikeTexts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of columns) {
      await db.schema.alterTable('backend_messages').addColumn(column, 'text').execute();
      await db.schema
        .createIndex(`backend_messages_by_${column}`)
        .on('backend_messages')
        .column(column)
        .where(sql.ref(column), 'is not', null)
        .execute();
    }
    await db.schema
      .createIndex('backend_messages_without_bands')
      .on('backend_messages')
      .column('id')
      .where(sql.ref('band_1'), 'is', null)
      .execute();
    await db.schema.alterTable('backend_summaries').addColumn('second_look', 'text').execute();
  },
};
