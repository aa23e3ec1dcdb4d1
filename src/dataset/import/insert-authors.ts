import type { Insertable, Transaction } from 'kysely';
import type { BackendUsersTable } from '../../backend/users/tables.ts';
import type { Schema } from '../../store/schema.ts';
import { compareIds } from '../compare-ids.ts';
import { inParts } from '../in-parts.ts';

const ROWS_PER_INSERT = 200;

/** Stores those of some people who are not here yet; always in the same order, so that two imports cannot block each other. */
export async function insertAuthors(
  trx: Transaction<Schema>,
  authors: readonly Insertable<BackendUsersTable>[],
): Promise<void> {
  const once = new Map(authors.map((author) => [author.id, author]));
  const sorted = [...once.values()].sort((a, b) => compareIds(a.id, b.id));
  for (const some of inParts(sorted, ROWS_PER_INSERT))
    await trx
      .insertInto('backend_users')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
