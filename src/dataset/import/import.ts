import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { databasePlace } from '../../store/place.ts';
import type { Schema } from '../../store/schema.ts';
import { openOrBegin } from '../collection.ts';
import { count } from '../counting.ts';
import { DatasetError } from '../failures.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ImportOptions } from './options.ts';
import { fileSource, streamSource } from './source.ts';
import { storeSlice } from './store.ts';
import { storeStories } from './stories.ts';
import { type Survey, survey } from './survey.ts';
import { type WholeTree, wholeTrees } from './whole-trees.ts';

/** Some lines are bad, and nothing was imported. */
export class BadLines extends Error {
  override name = 'BadLines';
}

/**
 * Imports a file: all of it, or, without `skipBad`, nothing if a line is bad. Each bad line is told on
 * stderr.
 * @throws BadLines before anything is stored, DatasetError or StoreError when something else is in the way
 */
export async function runImport(
  options: ImportOptions,
  { stdin, stdout, stderr, now, signal }: Surroundings,
): Promise<void> {
  const { file, place, isNamed, skipBad } = options;
  const source = file === undefined ? await streamSource(stdin, signal) : fileSource(file, { signal });
  try {
    const db = await openOrBegin(place, isNamed);
    try {
      const found = await survey(db, source, options);
      for (const { line, reason } of found.faults) stderr.write(`${source.name}:${line}: ${reason}\n`);
      if (found.faults.length > 0 && !skipBad)
        throw new BadLines('Nothing was imported. Mend these lines, or leave them out with --skip-bad.');
      const stored = await store(db, wholeTrees(source, found, options, now()));
      const { textLimit } = options;
      const stories = await storeStories(db, source, { ids: found.stories, textLimit, now: now() });
      stdout.write(`${summary(found, { ...stored, stories })} Now in ${databasePlace(place)}.\n`);
    } finally {
      await db.destroy();
    }
  } finally {
    await source.close();
  }
}

/** How much was stored. */
export type Stored = { trees: number; messages: number };

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
  rest: () => Promise<unknown> = () => pause(REST_MS),
): Promise<Stored> {
  const stored = { trees: 0, messages: 0 };
  const authors = new Set<string>();
  try {
    for await (const slice of slices(trees)) {
      const fresh = await storeSlice(db, slice, authors);
      stored.trees += fresh.length;
      stored.messages += messagesIn(fresh);
      await rest();
    }
    return stored;
  } catch (error) {
    throw stored.trees === 0 ? error : halfWay(error, stored);
  }
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

function halfWay(cause: unknown, { trees }: Stored) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const there = `${count(trees, 'tree')} ${trees === 1 ? 'is' : 'are'} imported, the rest not`;
  return new DatasetError(`${reason} ${there}: the same import again completes it.`, { cause });
}

function summary(found: Survey, { trees, messages, stories }: Stored & { stories: number }) {
  const { known, places, faults, trees: plans } = found;
  const states = trees === plans.size ? statesOf(plans) : ''; // else some of them have come by another way meanwhile
  const said = [`Imported ${count(trees, 'new tree')} with ${count(messages, 'message')}${states}`];
  if (stories > 0) said.push(count(stories, 'new story', 'new stories'));
  const here = known + places.size - messages;
  if (here > 0) said.push(`${count(here, 'message')} here already`);
  const storiesHere = found.knownStories + found.stories.size - stories;
  if (storiesHere > 0) said.push(`${storiesOf(storiesHere)} here already`);
  const bad = new Set(faults.map(({ line }) => line)).size;
  if (bad > 0) said.push(`${count(bad, 'bad line')} left out`);
  return `${said.join('; ')}.`;
}

function storiesOf(number: number) {
  return count(number, 'story', 'stories');
}

function statesOf(plans: Survey['trees']) {
  if (plans.size === 0) return '';
  const byState = Map.groupBy(plans.values(), ({ state }) => state);
  return ` (${[...byState].map(([state, all]) => `${all.length} ${state}`).join(', ')})`;
}
