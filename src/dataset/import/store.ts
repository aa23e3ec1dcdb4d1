import type { Kysely, Transaction } from 'kysely';
import type { Settings } from '../../backend/settings/settings.ts';
import type { Schema } from '../../store/schema.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { addReplies } from './add-replies.ts';
import { alreadyHere } from './already-here.ts';
import { insertMessages } from './insert-messages.ts';
import type { WholeTree } from './whole-trees.ts';

type Trx = Transaction<Schema>;

/** What trees are stored with; `authors` are those known to be there, and new ones are added. */
export type Storing = { authors: Set<string>; settings: Settings; now: number };

const TRIES = 5;

/**
 * Stores whole trees in one transaction, and replies to trees that are here. Gives those that were stored: one that has
 * come or changed meanwhile by another way stays as it is.
 */
export async function storeSlice(
  db: Kysely<Schema>,
  trees: readonly WholeTree[],
  storing: Storing,
): Promise<WholeTree[]> {
  for (let tries = 1; ; tries += 1)
    try {
      const fresh = await db.transaction().execute((trx) => storeFresh(trx, trees, storing));
      for (const { rows } of trees) for (const { author } of rows) storing.authors.add(author.id);
      return fresh;
    } catch (error) {
      if (!isUniqueViolation(error) || tries === TRIES) throw error; // next time the other one’s are seen
    }
}

async function storeFresh(trx: Trx, trees: readonly WholeTree[], storing: Storing): Promise<WholeTree[]> {
  const ids = trees.flatMap(({ rows }) => rows.map(({ message }) => message.id));
  const here = await alreadyHere(trx, ids);
  const fresh = trees.filter(({ rows }) => !rows.some(({ message }) => here.has(message.id)));
  const whole = fresh.filter(({ addition }) => addition === undefined);
  await insertMessages(
    trx,
    whole.flatMap(({ rows }) => rows),
    storing.authors,
  );
  const added: WholeTree[] = [];
  for (const tree of fresh.toSorted((a, b) => (a.rootId < b.rootId ? -1 : 1))) {
    const { addition } = tree;
    if (addition && (await addReplies(trx, { ...tree, addition }, storing))) added.push(tree);
  }
  return [...whole, ...added];
}
