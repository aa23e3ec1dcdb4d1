import { type DatabaseIntrospector, type Kysely, PostgresDialect, sql, type TableMetadata } from 'kysely';

/**
 * PostgreSQL as Kysely speaks it, but its migrations and backups look at the current schema only. Kysely's own introspection
 * looks up every table of every schema by name, and fails when another program drops one of its own meanwhile.
 */
export class OwnSchemaDialect extends PostgresDialect {
  override createIntrospector<T>(db: Kysely<T>): DatabaseIntrospector {
    return createOwnSchemaIntrospector(db);
  }
}

const MIGRATION_TABLES = ['kysely_migration', 'kysely_migration_lock'];

type ColumnRow = {
  schema: string;
  table: string;
  kind: string;
  name: string;
  type: string;
  type_schema: string;
  not_null: boolean;
  has_default: boolean;
  is_identity: boolean;
};

function createOwnSchemaIntrospector<T>(db: Kysely<T>): DatabaseIntrospector {
  return {
    async getSchemas() {
      const { rows } = await sql<{
        name: string;
      }>`select nspname as name from pg_catalog.pg_namespace where nspname = current_schema()`.execute(db);
      return rows;
    },
    async getTables(options) {
      const tables = tablesOf(await columnsOfCurrentSchema(db));
      return options?.withInternalKyselyTables
        ? tables
        : tables.filter(({ name }) => !MIGRATION_TABLES.includes(name));
    },
  };
}

/** Joins by number alone: a look-up by name sees what was committed since, and fails on what is gone. */
async function columnsOfCurrentSchema<T>(db: Kysely<T>): Promise<ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select ns.nspname as schema, c.relname as table, c.relkind as kind, a.attname as name,
      typ.typname as type, tns.nspname as type_schema,
      a.attnotnull as not_null, a.atthasdef as has_default, a.attidentity <> '' as is_identity
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as ns on ns.oid = c.relnamespace
    join pg_catalog.pg_attribute as a on a.attrelid = c.oid
    join pg_catalog.pg_type as typ on typ.oid = a.atttypid
    join pg_catalog.pg_namespace as tns on tns.oid = typ.typnamespace
    where ns.nspname = current_schema() and c.relkind in ('r', 'v', 'p', 'f') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db);
  return rows;
}

function tablesOf(columns: readonly ColumnRow[]): TableMetadata[] {
  return [...Map.groupBy(columns, ({ table }) => table).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    return {
      name: first.table,
      schema: first.schema,
      isView: first.kind === 'v',
      isForeign: first.kind === 'f',
      columns: own.map((column) => ({
        name: column.name,
        dataType: column.type,
        dataTypeSchema: column.type_schema,
        isNullable: !column.not_null,
        hasDefaultValue: column.has_default,
        isAutoIncrementing: column.is_identity,
      })),
    };
  });
}
