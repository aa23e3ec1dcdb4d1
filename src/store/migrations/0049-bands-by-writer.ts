import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const columns = ['band_1', 'band_2', 'band_3', 'band_4'];

/** Of the texts that share a band, those of one writer are found without reading all that they wrote, or all that share it. */
export const bandsByWriter: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of columns) {
      await db.schema.dropIndex(`backend_messages_by_${column}`).execute();
      await db.schema
        .createIndex(`backend_messages_by_${column}`)
        .on('backend_messages')
        .columns([column, 'user_id'])
        .where(sql.ref(column), 'is not', null)
        .execute();
    }
  },
};
