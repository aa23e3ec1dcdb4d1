import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { NewerSchema, StoreError } from './errors.ts';

/**
 * Brings a database to the newest schema, all or nothing, and waits while another process does so.
 * Throws NewerSchema when the database knows a migration that `migrations` does not, StoreError when one fails.
 */
export async function migrate<T>(database: Kysely<T>, migrations: Record<string, Migration>): Promise<void> {
  const schema = await currentSchema(database);
  await refuseNewer(database, migrations, schema);
  const { error, results } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  if (failed === undefined) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw new StoreError(`Migration ${failed} failed, and nothing was changed: ${reason}.`, { cause: error });
}

/**
 * Refuses a database that knows a migration which is not among ours.
 * @throws NewerSchema
 */
export async function refuseNewer<T>(
  database: Kysely<T>,
  migrations: Record<string, Migration>,
  schema: string | undefined,
) {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration' && table.schema === schema)) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    database,
  );
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return;
  throw new NewerSchema(
    `The database belongs to a newer version of the bot (it has ${unknown.join(', ')}): ` +
      'run that version, or restore a backup made before it.',
  );
}

/** SQLite has no schemas; on PostgreSQL, another program's migration table in another schema is none of ours. */
async function currentSchema<T>(database: Kysely<T>): Promise<string | undefined> {
  const { adapter } = database.getExecutor();
  if (!(adapter instanceof PostgresAdapter)) return undefined;
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(database);
  return rows[0]?.name ?? undefined;
}
