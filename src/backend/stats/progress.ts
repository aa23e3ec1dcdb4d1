import { remembered } from '../../remembered.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { inTurns, type Pace } from '../pace.ts';
import { messagePages, treePages } from '../slices/table-pages.ts';
import type { TreeState } from '../trees/tables.ts';
import type { ProgressResponse } from './progress-response.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Days that messages are counted for, today included. */
const DAYS = 14;
/** How long one count is good enough. */
const FRESH_MS = 60_000;

/**
 * How far the collection is, counted at most once a minute however often it is asked for. Long lists are read in pages,
 * so that nobody waits for it.
 */
export function keepProgress(backend: Backend): () => Promise<ProgressResponse> {
  return remembered(FRESH_MS, backend.now, () => countProgress(backend));
}

async function countProgress(
  { db, now, settings }: Backend,
  pace: Pace = inTurns,
): Promise<ProgressResponse> {
  const time = now();
  const { trees, languages } = await countTrees(db, pace);
  return {
    goal: settings.goalTrees,
    trees,
    languages,
    days: await countDays(db, time, pace),
    wanted: await countWanted(db),
  };
}

async function countTrees(db: Db, pace: Pace) {
  const states = new Map<TreeState, number>();
  const languages = new Map<string, { lang: string; trees: number; finished: number }>();
  for await (const page of treePages(db, pace))
    for (const { lang, state } of page) {
      states.set(state, (states.get(state) ?? 0) + 1);
      const known = languages.get(lang) ?? { lang, trees: 0, finished: 0 };
      known.trees += 1;
      if (state === 'ready_for_export') known.finished += 1;
      languages.set(lang, known);
    }
  const sorted = [...languages.values()].sort((a, b) => b.trees - a.trees || (a.lang < b.lang ? -1 : 1));
  return { trees: Object.fromEntries(states), languages: sorted };
}

/** The messages of people on each of the last days, in UTC; what was deleted or written by models does not count. */
async function countDays(db: Db, time: number, pace: Pace) {
  const today = Math.floor(time / DAY_MS);
  const counts = new Map(Array.from({ length: DAYS }, (_, index) => [today - DAYS + 1 + index, 0]));
  for await (const page of messagePages(db, (today - DAYS + 1) * DAY_MS - 1, pace))
    for (const { created_at, deleted, synthetic } of page) {
      const day = Math.floor(created_at / DAY_MS);
      const count = counts.get(day);
      if (count !== undefined && deleted === 0 && synthetic === 0) counts.set(day, count + 1);
    }
  return [...counts].map(([day, messages]) => ({ day: dayName(day), messages }));
}

function dayName(day: number) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** How many messages wait for each kind of task. */
async function countWanted(db: Db) {
  const rows = await db
    .selectFrom('backend_messages')
    .select(({ fn }) => ['wanted', fn.countAll<number>().as('count')])
    .where('wanted', 'is not', null)
    .groupBy('wanted')
    .orderBy('wanted')
    .execute();
  return Object.fromEntries(rows.map(({ wanted, count }) => [wanted, Number(count)]));
}
