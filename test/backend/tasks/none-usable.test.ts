import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { databases } from '../../support/database.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

/** Ranks the replies that `who` is given, from the smallest id to the largest or the other way round. */
async function ranks(
  backend: TestBackend,
  who: string,
  { reverse = false, usable = true } = {},
): Promise<string[]> {
  const somebody = person(backend, who, 'de');
  const task = await somebody.take('rank_assistant_replies');
  const ids = task.reply_messages.map(({ id }) => String(id)).sort();
  const order = reverse ? ids.toReversed() : ids;
  const ranking = order.map((best) => task.reply_messages.findIndex(({ id }) => id === best));
  expect((await somebody.ranking(task.acked, ranking, !usable)).status).toBe(200);
  await somebody.complete('rank_prompter_replies'); // the other set of that tree, so that it is done in the end
  return ids;
}

const placesOf = async ({ db }: TestBackend, ids: readonly string[]) =>
  await db
    .selectFrom('backend_messages')
    .select(['id', 'rank', 'ranking_count'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();

const Points = z.object({ lines: z.array(z.object({ deed: z.string(), count: z.number() })) });

/** How many first places the author of a message has: in their points, and in the standings. */
async function firstPlaces(backend: TestBackend, messageId: string | undefined) {
  const { id, username, auth_method } = await backend.db
    .selectFrom('backend_messages')
    .innerJoin('backend_users', 'backend_users.id', 'backend_messages.user_id')
    .select(['backend_users.id', 'username', 'auth_method'])
    .where('backend_messages.id', '=', String(messageId))
    .executeTakeFirstOrThrow();
  await backend.call('POST', '/api/v1/leaderboards/update/total');
  const stats = await backend.call('GET', `/api/v1/users/${id}/stats/total`);
  const points = await backend.call('GET', `/api/v1/extensions/points/${auth_method}/${username}`);
  const { lines } = Points.parse(points.body);
  return [
    z.object({ reply_ranked_1: z.number() }).parse(stats.body).reply_ranked_1,
    lines.find(({ deed }) => deed === 'reply_ranked_1')?.count ?? 0,
  ];
}

describe.each(databases)('on $name, an order that nobody chose', ({ open }) => {
  test('has no part in the ranks, while the ranking counts as one', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    const ids = await ranks(backend, 'a');
    const last = ids.at(-1);
    const before = await firstPlaces(backend, last);
    for (const who of ['b', 'c'])
      expect(await ranks(backend, who, { reverse: true, usable: false })).toEqual(ids);
    expect(await placesOf(backend, ids)).toEqual(ids.map((id, rank) => ({ id, rank, ranking_count: 3 })));
    expect(await firstPlaces(backend, last)).toEqual(before); // and brings nobody a point
  });

  test('leaves replies without ranks where everybody found none usable', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    let ids: string[] = [];
    for (const who of ['a', 'b', 'c']) ids = await ranks(backend, who, { usable: false });
    expect(await placesOf(backend, ids)).toEqual(ids.map((id) => ({ id, rank: null, ranking_count: 3 })));
  });

  test('of people who chose one, the majority decides', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    await ranks(backend, 'a');
    await ranks(backend, 'b', { usable: false });
    const ids = await ranks(backend, 'c');
    expect((await placesOf(backend, ids)).map(({ rank }) => rank)).toEqual([...ids.keys()]);
  });
});
