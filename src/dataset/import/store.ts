import type { Transaction } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { isBare, type Rows } from './rows.ts';

type Trx = Transaction<Schema>;

const ROWS_PER_INSERT = 200;

export type Writer = {
  add(rows: Rows): Promise<void>;
  /** Writes what is left, and says how many messages were written in all. */
  finish(): Promise<number>;
};

/**
 * Inserts messages in batches, in whatever order they come: a message whose parent is not there yet waits for it.
 * Memory grows only with how many wait.
 */
export function createWriter(trx: Trx): Writer {
  const stored = new Set<string>();
  const authors = new Set<string>();
  const waiting = new Map<string, Rows[]>();
  let batch: Rows[] = [];

  return {
    async add(rows) {
      const parent = rows.message.parent_id;
      if (parent && !stored.has(parent)) {
        waiting.set(parent, [...(waiting.get(parent) ?? []), rows]);
        return;
      }
      await take(rows);
    },
    async finish() {
      await flush();
      return stored.size;
    },
  };

  async function take(first: Rows) {
    const ready = [first];
    for (let rows = ready.pop(); rows; rows = ready.pop()) {
      const { id } = rows.message;
      stored.add(id); // in this batch or before it
      batch.push(rows);
      ready.push(...(waiting.get(id) ?? []).toReversed());
      waiting.delete(id);
      if (batch.length >= ROWS_PER_INSERT) await flush();
    }
  }

  async function flush() {
    const rows = batch;
    batch = [];
    if (rows.length === 0) return;
    await addAuthors(rows);
    const trees = rows.flatMap(({ tree }) => tree ?? []);
    if (trees.length > 0) await trx.insertInto('backend_trees').values(trees).execute();
    await trx
      .insertInto('backend_messages')
      .values(rows.map(({ message }) => message))
      .execute();
    const brought = rows.map(({ imported }) => imported).filter((row) => !isBare(row));
    if (brought.length > 0) await trx.insertInto('backend_imported').values(brought).execute();
  }

  async function addAuthors(rows: readonly Rows[]) {
    const fresh = new Map(rows.map(({ author }) => [author.id, author]));
    for (const id of fresh.keys()) if (authors.has(id)) fresh.delete(id);
    if (fresh.size === 0) return;
    await trx
      .insertInto('backend_users')
      .values([...fresh.values()])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    for (const id of fresh.keys()) authors.add(id);
  }
}
