import type { Transaction } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { inParts } from '../in-parts.ts';
import { insertAuthors } from './insert-authors.ts';
import { isBare, type Rows } from './rows.ts';

type Trx = Transaction<Schema>;

const ROWS_PER_INSERT = 200;

/** Stores messages with the trees that they begin, what they brought along, and those of their authors who are new. */
export async function insertMessages(
  trx: Trx,
  rows: readonly Rows[],
  authors: ReadonlySet<string>,
): Promise<void> {
  await insertAuthors(
    trx,
    rows.map(({ author }) => author).filter(({ id }) => !authors.has(id)),
  );
  for (const some of inParts(
    rows.flatMap(({ tree }) => tree ?? []),
    ROWS_PER_INSERT,
  ))
    await trx.insertInto('backend_trees').values(some).execute();
  for (const some of inParts(
    rows.map(({ message }) => message),
    ROWS_PER_INSERT,
  ))
    await trx.insertInto('backend_messages').values(some).execute();
  const brought = rows.map(({ imported }) => imported).filter((row) => !isBare(row));
  for (const some of inParts(brought, ROWS_PER_INSERT))
    await trx.insertInto('backend_imported').values(some).execute();
}
