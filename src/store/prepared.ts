import type { Compilable, CompiledQuery, Insertable, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** A query that is built once for each database and then run with other values. */
export type PreparedQuery<Values, Row> = (db: Kysely<Schema>, values: Values) => Promise<Row[]>;

/**
 * Prepares a query, for those that run with every request: building one takes longer than running it. `build` is
 * given a stand-in for each value; it may only hand them to the query, not look at them.
 */
export function prepared<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => Compilable<Row>,
): PreparedQuery<Values, Row> {
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, values) => {
    const { adapter } = db.getExecutor(); // a transaction has that of its database
    let query = known.get(adapter);
    if (!query) {
      query = build(db, standIns<Values>()).compile();
      known.set(adapter, query);
    }
    const given = new Map<unknown, unknown>(Object.entries(values));
    const parameters = query.parameters.map((value) =>
      value instanceof StandIn ? given.get(value.name) : value,
    );
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

/** The same for adding a row, built once for each set of columns that rows come with. */
export function preparedInsert<Table extends keyof Schema & string>(
  table: Table,
): (db: Kysely<Schema>, row: Insertable<Schema[Table]>) => Promise<void> {
  const known = new Map<string, PreparedQuery<object, object>>();
  return async (db, row) => {
    const columns = Object.keys(row).sort();
    const key = columns.join();
    const insert = known.get(key) ?? insertOf(table, columns);
    known.set(key, insert);
    await insert(db, row);
  };
}

function insertOf(table: keyof Schema & string, columns: readonly string[]): PreparedQuery<object, object> {
  return prepared((db, row: Readonly<Record<string, never>>) =>
    db.insertInto(table).values(Object.fromEntries(columns.map((column) => [column, row[column]]))),
  ) as PreparedQuery<object, object>;
}

class StandIn {
  readonly name: string | symbol;
  constructor(name: string | symbol) {
    this.name = name;
  }
}

/** Whatever is asked of it is a stand-in for the value of that name. */
function standIns<Values extends object>(): Values {
  return new Proxy({} as Values, { get: (_, name) => new StandIn(name) });
}
