import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TimeFrame } from '../../../src/oasst/stats.ts';
import { endProcesses, pairOn, places, startProcesses } from '../concurrency/pair.ts';
import { addCommunity } from './community.ts';
import { everything, frameStart, inLanguage, naiveScores } from './naive.ts';

const PEOPLE = 300;

let processes: readonly ChildProcess[] = [];
beforeAll(() => {
  processes = startProcesses();
});
afterAll(() => endProcesses(processes));

describe.each(places)('on $name', (place) => {
  test('two processes that count at once leave one standing of each time frame, and it is right', async () => {
    const pair = await pairOn(processes, place);
    const now = pair.here.clock.now;
    await addCommunity(pair.db, { people: PEOPLE, now, seed: 5 });
    const count = { method: 'POST', path: '/api/v1/leaderboards/update' };
    const answers = await pair.both([count, count]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    await pair.each([count], []); // deletes what a slower one left

    const all = await everything(pair.db);
    const standings = await pair.db
      .selectFrom('backend_standings')
      .selectAll()
      .orderBy('time_frame')
      .execute();
    const boards = standings.map(({ time_frame }) => time_frame);
    expect(boards.filter((board) => !board.includes(':'))).toEqual(['day', 'month', 'total', 'week']);
    expect(new Set(boards).size).toBe(boards.length);
    expect(boards).toContain('total:de');
    for (const { id, time_frame } of standings) {
      const [frame, lang] = time_frame.split(':');
      const scores = await pair.db
        .selectFrom('backend_scores')
        .selectAll()
        .where('standings_id', '=', id)
        .execute();
      const expected = naiveScores(inLanguage(all, lang), frameStart(TimeFrame.parse(frame), now));
      expect(new Map(scores.map(({ user_id, leader_score }) => [user_id, leader_score]))).toEqual(
        new Map(expected.map(({ user, score }) => [user.id, score])),
      );
    }
  });
});
