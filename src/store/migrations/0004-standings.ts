import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

type Db = Kysely<unknown>;

const boards = [
  { table: 'backend_scores', score: 'leader_score', details: 'deeds' },
  { table: 'backend_troll_scores', score: 'troll_score', details: 'facts' },
] as const;
type Board = (typeof boards)[number];

/** Every count of the standings gets rows of its own, so that it can be written bit by bit and shown at once. */
export const standings: Migration = {
  async up(db: Db) {
    await db.schema
      .createTable('backend_standings')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('time_frame', 'text', (column) => column.notNull())
      .addColumn('edition', 'integer')
      .addColumn('base_at', 'bigint')
      .addColumn('counted_at', 'bigint', (column) => column.notNull())
      .execute();
    await sql`
      insert into backend_standings (id, time_frame, edition, base_at, counted_at)
      select time_frame, time_frame, 1, max(base_at), max(modified_at)
      from (
        select time_frame, base_at, modified_at from backend_scores
        union all select time_frame, base_at, modified_at from backend_troll_scores
      ) as counted
      group by time_frame
    `.execute(db);
    for (const board of boards) await move(db, board);
  },
};

/** A primary key cannot be changed in SQLite, so the table is made anew; what was counted stays. */
async function move(db: Db, { table, score, details }: Board) {
  const before = `${table}_before`;
  await db.schema.alterTable(table).renameTo(before).execute();
  await db.schema
    .createTable(table)
    .addColumn('standings_id', 'text', (column) => column.notNull().references('backend_standings.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('rank', 'integer')
    .addColumn(score, 'integer', (column) => column.notNull())
    .addColumn(details, 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint(`${table}_once`, ['standings_id', 'user_id'])
    .execute();
  const columns = sql.join([sql.ref('rank'), sql.ref(score), sql.ref(details)]);
  await sql`
    insert into ${sql.table(table)} (standings_id, user_id, ${columns})
    select time_frame, user_id, ${columns} from ${sql.table(before)}
  `.execute(db);
  await db.schema.dropTable(before).execute();
  await db.schema.createIndex(`${table}_in_order`).on(table).columns(['standings_id', 'rank']).execute();
}
