import type { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { transactLazily } from '../../store/transact-lazily.ts';
import type { Backend } from '../context.ts';
import { wireDate } from '../dates.ts';
import type { Db } from '../db.ts';
import { RequestError } from '../errors.ts';
import { inTurns, type Pace } from '../pace.ts';
import { messagePages, treePages, userPages } from '../slices/table-pages.ts';
import type { TreeState } from '../trees/tables.ts';
import { type CachedStatsNameSchema, CachedStatsResponseSchema, cachedStatsNames } from './responses.ts';

type Name = z.infer<typeof CachedStatsNameSchema>;
type Stats = z.infer<typeof CachedStatsResponseSchema>['stats'];

const EVER = Number.MIN_SAFE_INTEGER;

/** Counts every cached statistic anew, and stores all at once. */
export async function updateCachedStats({ db, now }: Backend, pace: Pace = inTurns): Promise<void> {
  const stats = await count(db, pace);
  const updated_at = now();
  const rows = cachedStatsNames.map((name) => ({ name, stats: JSON.stringify(stats[name]), updated_at }));
  await transactLazily(db, (trx) =>
    trx
      .insertInto('backend_cached_stats')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet(({ ref }) => ({
          stats: ref('excluded.stats'),
          updated_at: ref('excluded.updated_at'),
        })),
      )
      .execute(),
  );
}

/** Every statistic that was counted. */
export async function allCachedStats(db: Db) {
  const rows = await db.selectFrom('backend_cached_stats').selectAll().orderBy('name').execute();
  return Object.fromEntries(rows.map((row) => [row.name, view(row)]));
}

/**
 * One of them.
 * @throws RequestError (400, 6000) before it was counted for the first time
 */
export async function cachedStats(db: Db, name: Name) {
  const row = await db
    .selectFrom('backend_cached_stats')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) throw new RequestError(400, codes.cachedStatsMissing, `Cached stats '${name}' not found.`);
  return view(row);
}

function view({ name, stats, updated_at }: { name: string; stats: string; updated_at: number }) {
  return CachedStatsResponseSchema.parse({
    name,
    last_updated: wireDate(updated_at),
    stats: JSON.parse(stats),
  });
}

async function count(db: Db, pace: Pace): Promise<Record<Name, Stats>> {
  const [langs, roles] = [createTally<string>(), createTally<string>()];
  for await (const messages of messagePages(db, EVER, pace))
    for (const { lang, is_assistant, deleted, synthetic } of messages) {
      if (deleted === 1 || synthetic === 1) continue;
      langs.add(lang);
      roles.add(is_assistant === 1 ? 'assistant' : 'prompter');
    }
  const states = createTally<TreeState>();
  const statesByLang = new Map<string, Tally<TreeState>>();
  for await (const trees of treePages(db, pace))
    for (const { lang, state } of trees) {
      states.add(state);
      const ofLang = statesByLang.get(lang) ?? createTally<TreeState>();
      ofLang.add(state);
      statesByLang.set(lang, ofLang);
    }
  return {
    human_messages_by_lang: Object.fromEntries(langs.counts()),
    human_messages_by_role: Object.fromEntries(roles.counts()),
    message_trees_by_state: Object.fromEntries(states.counts()),
    message_trees_states_by_lang: inOrder(statesByLang).flatMap(([lang, tally]) =>
      tally.counts().map(([state, times]) => ({ lang, count: times, state })),
    ),
    users_accepted_tos: { count: await usersWhoAccepted(db, pace) },
  };
}

async function usersWhoAccepted(db: Db, pace: Pace) {
  let accepted = 0;
  for await (const users of userPages(db, pace))
    accepted += users.filter(({ terms_accepted_at }) => terms_accepted_at !== null).length;
  return accepted;
}

/** How often each name was added, in the order of the names. */
type Tally<Name extends string> = { add(name: Name): void; counts(): [Name, number][] };

function createTally<Name extends string>(): Tally<Name> {
  const counts = new Map<Name, number>();
  return {
    add: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => inOrder(counts),
  };
}

function inOrder<Name extends string, T>(map: ReadonlyMap<Name, T>): [Name, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
