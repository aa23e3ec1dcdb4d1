import type { KyselyPlugin } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Pace } from '../../../src/backend/pace.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { createFirstPlaces } from '../../../src/backend/standings/first-places.ts';
import { allCachedStats } from '../../../src/backend/stats/cached.ts';
import { databases, memoryDatabase } from '../../support/database.ts';
import { everything } from './naive.ts';
import { scheduledOver } from './scheduled.ts';

const HOUR = 3_600_000;
const MOST_ROWS = 1_000; // read between two turns: some milliseconds

test('no job reads more than a few hundred rows before others have their turn', async () => {
  const rows = { sinceTurn: 0, most: 0, all: 0 };
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      rows.sinceTurn += result.rows.length;
      rows.all += result.rows.length;
      rows.most = Math.max(rows.most, rows.sinceTurn);
      return result;
    },
  };
  const database = await memoryDatabase();
  onTestFinished(() => database.destroy());
  const { clock, scheduler, logged } = await scheduledOver(database.withPlugin(counting), async () => {
    rows.sinceTurn = 0;
  });
  await scheduler.idle();
  for (let hours = 0; hours < 4; hours++) {
    clock.advance(HOUR);
    await scheduler.idle();
  }
  expect(logged).toEqual([]);
  expect(rows.all).toBeGreaterThan(20 * MOST_ROWS);
  expect(rows.most).toBeLessThan(MOST_ROWS);
});

test('a scheduler that is stopped waits for the turn at hand, not for the job', async () => {
  const waiting: (() => void)[] = [];
  let free = true;
  const database = await memoryDatabase();
  onTestFinished(() => database.destroy());
  const turn: Pace = async () => {
    if (!free) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const { clock, scheduler, logged } = await scheduledOver(database, turn);
  await scheduler.idle();
  clock.advance(HOUR);
  await scheduler.idle();
  const before = await database.selectFrom('backend_scores').selectAll().execute();
  expect(before.length).toBeGreaterThan(0);

  free = false;
  clock.advance(HOUR);
  await expect.poll(() => waiting.length).toBe(1);
  const stopped = scheduler.stop();
  waiting.pop()?.();
  await stopped;
  expect(waiting).toEqual([]);
  expect(await database.selectFrom('backend_scores').selectAll().execute()).toEqual(before);
  expect(logged).toEqual([]);
});

test('first places that were counted in good time are there at once for every draw', async () => {
  const database = await memoryDatabase();
  onTestFinished(() => database.destroy());
  const { clock, scheduler, backend } = await scheduledOver(database, async () => {});
  await scheduler.idle();
  const since = clock.now() - defaults.lotterySpanMs;
  const counts = await createFirstPlaces(clock.now).of(database, since);
  expect(counts.size).toBeGreaterThan(10);
  await database.deleteFrom('backend_places').execute();
  clock.advance(9 * 60_000);
  expect(await backend.firstPlaces.of(database, since)).toEqual(counts);
  clock.advance(60_000);
  await scheduler.idle();
  expect(await backend.firstPlaces.of(database, since)).toEqual(new Map());
});

describe.each(databases)('jobs on $name', ({ open }) => {
  test('the clean-up deletes however many tasks have expired, and none that has to stay', async () => {
    const db = await open();
    const { scheduler, clock } = await scheduledOver(db, async () => {});
    const isOpen = db.selectFrom('backend_tasks').select('id').where('done_at', 'is', null);
    const unfinished = await isOpen.execute();
    expect(unfinished.length).toBeGreaterThan(2 * 100);
    const [collective, summary, ...others] = unfinished;
    const change = db.updateTable('backend_tasks');
    await change.set({ collective: 1 }).where('id', '=', String(collective?.id)).execute();
    const skipped = { type: 'rate_summary', skipped_at: 0 } as const;
    await change.set(skipped).where('id', '=', String(summary?.id)).execute();
    const late = others.at(-1)?.id;
    await change
      .set({ expires_at: clock.now() + 10 * HOUR })
      .where('id', '=', String(late))
      .execute();
    const finished = await db
      .selectFrom('backend_tasks')
      .select('id')
      .where('done_at', 'is not', null)
      .execute();

    clock.advance(2 * HOUR);
    await scheduler.idle();
    const left = await isOpen.execute();
    expect(left.map(({ id }) => id).toSorted()).toEqual([collective?.id, summary?.id, late].toSorted());
    expect(await db.selectFrom('backend_tasks').select('id').execute()).toHaveLength(finished.length + 3);
    await scheduler.stop();
  });

  test('cached statistics are what a plain count gives', async () => {
    const db = await open();
    const { scheduler, clock } = await scheduledOver(db, async () => {});
    clock.advance(HOUR);
    await scheduler.idle();
    await scheduler.stop();
    const { messages, trees, users } = await everything(db);
    const human = messages.filter(({ deleted, synthetic }) => deleted === 0 && synthetic === 0);
    const states = [...new Set(trees.map(({ lang, state }) => `${lang} ${state}`))].toSorted();
    expect(await allCachedStats(db)).toMatchObject({
      human_messages_by_lang: { stats: countBy(human, ({ lang }) => lang) },
      human_messages_by_role: {
        stats: countBy(human, ({ is_assistant }) => (is_assistant === 1 ? 'assistant' : 'prompter')),
      },
      message_trees_by_state: { stats: countBy(trees, ({ state }) => state) },
      message_trees_states_by_lang: {
        stats: states.map((name) => {
          const [lang, state] = name.split(' ');
          const count = trees.filter((tree) => tree.lang === lang && tree.state === state).length;
          return { lang, state, count };
        }),
      },
      users_accepted_tos: {
        stats: { count: users.filter((user) => user.terms_accepted_at !== null).length },
      },
    });
  });
});

function countBy<T>(items: readonly T[], name: (item: T) => string) {
  const groups = Map.groupBy(items, name);
  return Object.fromEntries([...groups].map(([key, some]) => [key, some.length]));
}
