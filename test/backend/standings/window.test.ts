import { expect, test } from 'vitest';
import { z } from 'zod';
import { testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const Board = z.object({ leaderboard: z.array(z.object({ rank: z.number(), username: z.string() })) });

test('a window around somebody has one row more than its size, as the reference has it, and ends where the list does', async () => {
  const backend = await testBackend();
  const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
  for (const [index, who] of people.entries())
    for (let times = 0; times < people.length - index; times += 1) {
      await person(backend, who).complete('initial_prompt');
      backend.clock.now += 4 * 60_000; // whoever asks often has to wait
    }
  await backend.call('POST', '/api/v1/leaderboards/update/total');
  const idOf = async (who: string) =>
    (
      await backend.db
        .selectFrom('backend_users')
        .select('id')
        .where('username', '=', who)
        .executeTakeFirstOrThrow()
    ).id;
  const all = Board.parse(
    (await backend.call('GET', '/api/v1/leaderboards/total?max_count=100')).body,
  ).leaderboard;
  expect(all).toHaveLength(12);
  const around = async (place: number, size: string) => {
    const who = await idOf(all[place - 1]?.username ?? '');
    const { body } = await backend.call('GET', `/api/v1/users/${who}/stats/total/window${size}`);
    return Board.parse(body).leaderboard.map(({ rank }) => rank);
  };
  expect(await around(6, '')).toEqual([4, 5, 6, 7, 8, 9]);
  expect(await around(6, '?window_size=5')).toEqual([4, 5, 6, 7, 8, 9]);
  expect(await around(6, '?window_size=2')).toEqual([5, 6, 7]);
  expect(await around(1, '?window_size=5')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await around(12, '?window_size=5')).toEqual([10, 11, 12]);
});
