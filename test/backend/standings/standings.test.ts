import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../../src/backend/db.ts';
import { inTurns, type Pace, Stopped } from '../../../src/backend/pace.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { updateStandings } from '../../../src/backend/standings/update.ts';
import { databases } from '../../support/database.ts';
import { seededIds, seededRandom } from '../../support/random.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { addCommunity } from './community.ts';
import { everything, frameStart, inLanguage, naiveScores, naiveTrolls } from './naive.ts';

const HOUR = 3_600_000;
const MORE_THAN_A_SLICE = 600;
const frames = ['day', 'week', 'month', 'total'] as const;

const Leaders = z.object({ leaderboard: z.array(z.looseObject({ user_id: z.string(), rank: z.number() })) });
const Trolls = z.object({
  trollboard: z.array(z.looseObject({ user_id: z.string(), rank: z.number(), troll_score: z.number() })),
});

async function boards(backend: TestBackend, frame: string) {
  const get = async (board: string) =>
    (await backend.call('GET', `/api/v1/${board}/${frame}?max_count=10000`)).body;
  return {
    ...Leaders.parse(await get('leaderboards')),
    ...Trolls.parse(await get('trollboards')),
  };
}

/** A backend in whose database some people did something, and one count after another of all time. */
async function counted(db: Db) {
  const backend = await testBackend({ db });
  const community = { people: 300, now: backend.clock.now, seed: 7 };
  await addCommunity(db, community);
  const newId = seededIds(seededRandom(8));
  const count = (pace: Pace) => {
    const { now } = backend.clock;
    return updateStandings({ db, now: () => now, newId, settings: defaults }, 'total', pace);
  };
  return { backend, count, shown: () => boards(backend, 'total') };
}

/** Something happens that many people's scores depend on. */
async function moveOn({ db, clock }: TestBackend, emoji: string) {
  clock.now += HOUR;
  await db.updateTable('backend_messages').set({ review_result: 1 }).where('depth', '>', 0).execute();
  await db.updateTable('backend_emojis').set({ emoji }).execute();
}

const freely: Pace = async () => {};

describe.each(databases)('standings on $name', ({ open }) => {
  test.each(frames)(
    'of %s are what a count person by person gives, with more people than fit in a slice',
    async (frame) => {
      const backend = await testBackend({ db: await open() });
      const now = backend.clock.now;
      await addCommunity(backend.db, { people: MORE_THAN_A_SLICE, now, seed: frames.indexOf(frame) });
      expect((await backend.call('POST', `/api/v1/leaderboards/update/${frame}`)).status).toBe(204);

      const all = await everything(backend.db);
      const scores = naiveScores(all, frameStart(frame, now));
      const seen = scores.filter(
        ({ user }) => user.enabled === 1 && user.deleted === 0 && user.show_on_leaderboard === 1,
      );
      const { leaderboard, trollboard } = await boards(backend, frame);
      expect(leaderboard).toMatchObject(
        seen.map(({ user, deeds, score }, index) => ({
          user_id: user.id,
          rank: index + 1,
          leader_score: score,
          ...deeds,
        })),
      );
      expect(leaderboard).toHaveLength(seen.length);
      const trolls = naiveTrolls(all, frameStart(frame, now));
      const inOrder = trolls.toSorted(
        (a, b) => b.troll_score - a.troll_score || (a.user_id < b.user_id ? -1 : 1),
      );
      expect(trollboard).toMatchObject(inOrder.map((facts, index) => ({ ...facts, rank: index + 1 })));
      expect(trollboard).toHaveLength(trolls.length);

      for (const lang of ['en', 'de', 'es']) {
        const path = `/api/v1/extensions/leaderboards/${frame}/${lang}?max_count=100`;
        const { best } = z.object({ best: Leaders }).parse((await backend.call('GET', path)).body);
        const own = naiveScores(inLanguage(all, lang), frameStart(frame, now)).filter(
          ({ user }) => user.enabled === 1 && user.deleted === 0 && user.show_on_leaderboard === 1,
        );
        expect(own.length).toBeGreaterThan(10);
        expect(best.leaderboard).toMatchObject(
          own.slice(0, 100).map(({ user, deeds, score }, index) => ({
            user_id: user.id,
            rank: index + 1,
            leader_score: score,
            ...deeds,
          })),
        );
      }

      const hidden = scores.find(({ user }) => user.show_on_leaderboard === 0);
      const stats = await backend.call('GET', `/api/v1/users/${hidden?.user.id}/stats/${frame}`);
      expect(stats.body).toMatchObject({ rank: null, leader_score: hidden?.score, ...hidden?.deeds });
    },
  );

  test('of a language in which nothing was done lately are empty, not what they were', async () => {
    const backend = await testBackend({ db: await open() });
    await addCommunity(backend.db, { people: 50, now: backend.clock.now, seed: 3 });
    const board = async () => {
      await backend.call('POST', '/api/v1/leaderboards/update/day');
      const { body } = await backend.call('GET', '/api/v1/extensions/leaderboards/day/de');
      return z.object({ best: Leaders }).parse(body).best.leaderboard.length;
    };
    expect(await board()).toBeGreaterThan(0);
    backend.clock.now += 48 * HOUR;
    expect(await board()).toBe(0);
  });

  test('never show a half, and are the ones before until all is counted', async () => {
    const { backend, count, shown } = await counted(await open());
    await count(freely);
    const before = await shown();
    await moveOn(backend, 'red_flag');
    const { changed, seen } = await watch(count, shown);
    const after = await shown();
    expect(after).not.toEqual(before);
    expect(changed).toBeGreaterThan(10);
    for (const board of seen.slice(0, changed)) expect(board).toEqual(before);
    for (const board of seen.slice(changed)) expect(board).toEqual(after);
  });

  test('stay as they were when a count is stopped, wherever that is, and it leaves nothing for long', async () => {
    const { backend, count, shown } = await counted(await open());
    await count(freely);
    await moveOn(backend, 'red_flag');
    const { changed } = await watch(count, shown);
    const before = await shown();
    await moveOn(backend, '-1');
    for (const turns of [0, 1, Math.floor(changed / 2), changed - 4, changed - 1]) {
      await expect(count(stopAfter(turns))).rejects.toBeInstanceOf(Stopped);
      expect(await shown()).toEqual(before);
    }
    await expect(count(stopAfter(changed))).rejects.toBeInstanceOf(Stopped); // those before were to be deleted
    expect(await shown()).not.toEqual(before);

    expect((await editions(backend.db)).length).toBeGreaterThan(3);
    backend.clock.now += 2 * HOUR;
    await count(freely);
    expect(await editions(backend.db)).toHaveLength(4); // of all languages, and of each of three
  });

  test('stay as they were when a count fails while it is stored', async () => {
    const { backend, count, shown } = await counted(await open());
    await count(freely);
    const before = await shown();
    await moveOn(backend, 'red_flag');
    const rename = (from: string, to: string) => backend.db.schema.alterTable(from).renameTo(to).execute();
    await rename('backend_troll_scores', 'elsewhere');
    await expect(count(freely)).rejects.toThrow(/backend_troll_scores/);
    await rename('elsewhere', 'backend_troll_scores');
    expect(await shown()).toEqual(before);
    await count(freely);
    expect(await shown()).not.toEqual(before);
  });

  test('can be counted by two at once', async () => {
    const { backend, count, shown } = await counted(await open());
    await Promise.all([count(inTurns), count(inTurns), count(inTurns)]);
    const first = await shown();
    expect(first.leaderboard.length).toBeGreaterThan(200);
    await count(freely);
    expect(await shown()).toEqual(first);
    expect(await editions(backend.db)).toHaveLength(4); // of all languages, and of each of three
  });
});

/** Counts, and looks at the boards at every turn; `changed` is the first at which they were not those before. */
async function watch(count: (pace: Pace) => Promise<void>, shown: () => Promise<unknown>) {
  const before = await shown();
  const seen: unknown[] = [];
  await count(async () => {
    seen.push(await shown());
  });
  return { seen, changed: seen.findIndex((board) => !isDeepStrictEqual(board, before)) };
}

/** Stops a count after so many turns. */
function stopAfter(turns: number): Pace {
  let left = turns;
  return async () => {
    if (left === 0) throw new Stopped();
    left -= 1;
  };
}

/** Every count of which anything is left. */
async function editions(db: Db) {
  const rows = await Promise.all([
    db.selectFrom('backend_standings').select('id').execute(),
    db.selectFrom('backend_scores').select('standings_id as id').distinct().execute(),
    db.selectFrom('backend_troll_scores').select('standings_id as id').distinct().execute(),
  ]);
  return [...new Set(rows.flat().map(({ id }) => id))];
}
