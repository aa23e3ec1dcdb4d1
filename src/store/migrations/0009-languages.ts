import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { canonicalLanguage } from '../../languages.ts';

const columns = [
  ['backend_trees', 'lang'],
  ['backend_messages', 'lang'],
  ['backend_messages', 'queue'],
  ['backend_tasks', 'lang'],
  ['backend_stories', 'lang'],
  ['backend_summaries', 'lang'],
  ['people', 'lang'],
  ['sessions', 'lang'],
] as const;

/** Queues of the same language in different spellings become one; what is no language tag stays as it was written. */
export const languages: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [table, column] of columns) {
      const [name, field] = [sql.table(table), sql.ref(column)];
      const { rows } = await sql<{
        lang: string | null;
      }>`select distinct ${field} as lang from ${name}`.execute(db);
      for (const { lang } of rows) {
        const language = lang === null ? undefined : canonicalLanguage(lang);
        if (language !== undefined && language !== lang)
          await sql`update ${name} set ${field} = ${language} where ${field} = ${lang}`.execute(db);
      }
    }
    await sql`delete from backend_languages`.execute(db); // rows are made again when a tree is drawn
  },
};
