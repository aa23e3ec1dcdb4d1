import type { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import type { Backend, Db } from '../context.ts';
import { wireDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';
import { CachedStats, type CachedStatsName, cachedStatsNames } from '../shapes/stats.ts';
import { stateCounts } from './trees.ts';

type Name = z.infer<typeof CachedStatsName>;
type Stats = z.infer<typeof CachedStats>['stats'];

const counting: Record<Name, (db: Db) => Promise<Stats>> = {
  human_messages_by_lang: async (db) => tally(await humanMessages(db), ({ lang }) => lang),
  human_messages_by_role: async (db) =>
    tally(await humanMessages(db), ({ is_assistant }) => (is_assistant === 1 ? 'assistant' : 'prompter')),
  message_trees_by_state: stateCounts,
  message_trees_states_by_lang: statesByLang,
  users_accepted_tos: async (db) => ({ count: await usersWhoAccepted(db) }),
};

/** Counts every cached statistic anew. */
export async function updateCachedStats({ db, now }: Backend): Promise<void> {
  for (const name of cachedStatsNames) {
    const row = { stats: JSON.stringify(await counting[name](db)), updated_at: now() };
    await db
      .insertInto('backend_cached_stats')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute();
  }
}

/** Every statistic that was counted. */
export async function allCachedStats(db: Db) {
  const rows = await db.selectFrom('backend_cached_stats').selectAll().orderBy('name').execute();
  return Object.fromEntries(rows.map((row) => [row.name, view(row)]));
}

/** One of them. Throws Refusal (400, 6000) before it was counted for the first time. */
export async function cachedStats(db: Db, name: Name) {
  const row = await db
    .selectFrom('backend_cached_stats')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) throw new Refusal(400, codes.cachedStatsMissing, `Cached stats '${name}' not found.`);
  return view(row);
}

function view({ name, stats, updated_at }: { name: string; stats: string; updated_at: number }) {
  return CachedStats.parse({ name, last_updated: wireDate(updated_at), stats: JSON.parse(stats) });
}

function humanMessages(db: Db) {
  return db
    .selectFrom('backend_messages')
    .select(({ fn }) => ['lang', 'is_assistant', fn.countAll<number>().as('count')])
    .where('deleted', '=', 0)
    .where('synthetic', '=', 0)
    .groupBy(['lang', 'is_assistant'])
    .execute();
}

function tally<T extends { count: number }>(rows: readonly T[], key: (row: T) => string) {
  const groups = Map.groupBy(rows, key);
  return Object.fromEntries(
    [...groups].map(([name, some]) => [name, some.reduce((sum, { count }) => sum + Number(count), 0)]),
  );
}

async function statesByLang(db: Db) {
  const rows = await db
    .selectFrom('backend_trees')
    .select(({ fn }) => ['lang', 'state', fn.countAll<number>().as('count')])
    .groupBy(['lang', 'state'])
    .orderBy('lang')
    .orderBy('state')
    .execute();
  return rows.map(({ lang, state, count }) => ({ lang, count: Number(count), state }));
}

async function usersWhoAccepted(db: Db) {
  const { count } = await db
    .selectFrom('backend_users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('terms_accepted_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
