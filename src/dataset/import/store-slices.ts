import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { explainFault } from '../../store/explain.ts';
import type { Schema } from '../../store/schema.ts';
import { count } from '../counting.ts';
import { DatasetError } from '../failures.ts';
import { type Storing, storeSlice } from './store.ts';
import type { WholeTree } from './whole-trees.ts';

/** How much was stored: new trees with their messages, and replies to trees that were here, `trees` of them. */
export type Stored = {
  trees: number;
  messages: number;
  added: { trees: number; messages: number };
};

const MESSAGES_PER_SLICE = 500;
const REST_MS = 25; // whoever waits for an SQLite file looks every 10 ms

/**
 * Stores trees in many short transactions with rests between, so that whoever else works with the database
 * gets their turn. A tree is there as a whole or not at all; after a failure, the same again stores the rest.
 * @throws DatasetError that says how much is there when it fails half way
 */
export async function store(
  db: Kysely<Schema>,
  trees: AsyncIterable<WholeTree>,
  how: Omit<Storing, 'authors'>,
  rest: (stored: Stored) => Promise<unknown> = restAWhile,
): Promise<Stored> {
  const stored: Stored = { trees: 0, messages: 0, added: { trees: 0, messages: 0 } };
  const storing = { ...how, authors: new Set<string>() };
  try {
    for await (const slice of slices(trees)) {
      const fresh = await storeSlice(db, slice, storing);
      for (const tree of fresh) {
        const kind = tree.addition ? stored.added : stored;
        kind.trees += 1;
        kind.messages += tree.rows.length;
      }
      await rest(stored);
    }
    return stored;
  } catch (error) {
    throw stored.trees + stored.added.trees === 0 ? error : halfWay(error, stored);
  }
}

/** Lets whoever else works with the database have their turn. */
export function restAWhile(): Promise<void> {
  return pause(REST_MS);
}

async function* slices(trees: AsyncIterable<WholeTree>): AsyncGenerator<WholeTree[]> {
  let slice: WholeTree[] = [];
  for await (const tree of trees) {
    slice.push(tree);
    if (messagesIn(slice) < MESSAGES_PER_SLICE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

function messagesIn(trees: readonly WholeTree[]) {
  return trees.reduce((sum, { rows }) => sum + rows.length, 0);
}

function halfWay(cause: unknown, { trees, added }: Stored) {
  const told = explainFault(cause) ?? cause;
  const reason = told instanceof Error ? told.message : String(told);
  const all = trees + added.trees;
  const there = `${count(all, 'tree')} ${all === 1 ? 'is' : 'are'} imported, the rest not`;
  return new DatasetError(`${reason} ${there}: the same import again completes it.`, { cause });
}
