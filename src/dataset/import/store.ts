import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { alreadyHere } from './already-here.ts';
import { isBare, type Rows } from './rows.ts';
import type { WholeTree } from './whole-trees.ts';

type Trx = Transaction<Schema>;

const ROWS_PER_INSERT = 200;
const TRIES = 5;

/**
 * Stores whole trees in one transaction, and gives those that were stored: one that has come meanwhile by another way
 * stays as it is. `authors` are those known to be there; new ones are added.
 */
export async function storeSlice(
  db: Kysely<Schema>,
  trees: readonly WholeTree[],
  authors: Set<string>,
): Promise<WholeTree[]> {
  for (let tries = 1; ; tries += 1)
    try {
      const fresh = await db.transaction().execute((trx) => storeFresh(trx, trees, authors));
      for (const { rows } of trees) for (const { author } of rows) authors.add(author.id);
      return fresh;
    } catch (error) {
      if (!isUniqueViolation(error) || tries === TRIES) throw error; // next time the other one’s are seen
    }
}

async function storeFresh(trx: Trx, trees: readonly WholeTree[], authors: ReadonlySet<string>) {
  const ids = trees.flatMap(({ rows }) => rows.map(({ message }) => message.id));
  const here = await alreadyHere(trx, ids);
  const fresh = trees.filter(({ rows }) => !rows.some(({ message }) => here.has(message.id)));
  const rows = fresh.flatMap((tree) => tree.rows);
  await addAuthors(trx, rows, authors);
  for (const some of parts(rows.flatMap(({ tree }) => tree ?? [])))
    await trx.insertInto('backend_trees').values(some).execute();
  for (const some of parts(rows.map(({ message }) => message)))
    await trx.insertInto('backend_messages').values(some).execute();
  const brought = rows.map(({ imported }) => imported).filter((row) => !isBare(row));
  for (const some of parts(brought)) await trx.insertInto('backend_imported').values(some).execute();
  return fresh;
}

async function addAuthors(trx: Trx, rows: readonly Rows[], known: ReadonlySet<string>) {
  const unknown = new Map(
    rows.filter(({ author }) => !known.has(author.id)).map(({ author }) => [author.id, author]),
  );
  for (const some of parts([...unknown.values()].sort((a, b) => (a.id < b.id ? -1 : 1))))
    await trx
      .insertInto('backend_users')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    yield rows.slice(start, start + ROWS_PER_INSERT);
}
