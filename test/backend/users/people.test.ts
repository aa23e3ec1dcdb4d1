import { expect, test } from 'vitest';
import { z } from 'zod';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const Known = z.object({ user_id: z.string() });

async function userId(backend: TestBackend, id: string) {
  const { body } = await backend.call('GET', `/api/v1/frontend_users/discord/${id}`);
  return Known.parse(body).user_id;
}

test('a disabled person gets 503 with 4001 from everything that is work', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  const task = await somebody.take('initial_prompt');
  const id = await userId(backend, 'a');
  expect((await backend.call('PUT', `/api/v1/users/${id}?enabled=false&notes=rude`)).status).toBe(204);
  const refused = { status: 503, body: { error_code: 4001 } };
  expect(await somebody.request('initial_prompt')).toMatchObject(refused);
  expect(await somebody.text(task.acked, 'Hello')).toMatchObject(refused);
  expect(await somebody.nack(task.id)).toMatchObject(refused);
  expect(await backend.call('POST', '/api/v1/tasks/availability', { body: somebody.user })).toMatchObject(
    refused,
  );
});

test('only a trusted key changes people', async () => {
  const backend = await testBackend();
  await person(backend, 'a').request('initial_prompt');
  const id = await userId(backend, 'a');
  const refused = await backend.call('PUT', `/api/v1/users/${id}?enabled=false`, { key: OTHER_KEY });
  expect(refused).toMatchObject({ status: 403, body: { error_code: 2 } });
  expect((await backend.call('GET', `/api/v1/users/${id}`)).body).toMatchObject({ enabled: true });
});

test('where terms are required, work waits for them and reading does not', async () => {
  const backend = await testBackend({ settings: { requireTerms: true } });
  const somebody = person(backend, 'a');
  expect(await somebody.request('initial_prompt')).toMatchObject({ status: 451, body: { error_code: 4003 } });
  const body = { ...somebody.user, tos_acceptance: true };
  const accepted = await backend.call('POST', '/api/v1/frontend_users/', { body });
  expect(accepted.body).toMatchObject({ tos_acceptance_date: '2026-11-22T12:00:00.000000+00:00' });
  expect((await somebody.request('initial_prompt')).status).toBe(200);
});

test('somebody who is deleted loses name and id, and comes back as somebody new', async () => {
  const backend = await testBackend();
  const somebody = person(backend, 'a');
  await somebody.complete('initial_prompt');
  const id = await userId(backend, 'a');
  expect((await backend.call('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
  expect((await backend.call('GET', `/api/v1/users/${id}`)).body).toMatchObject({
    id: `deleted_${id}`,
    display_name: 'Deleted User',
    deleted: true,
  });
  expect((await somebody.request('initial_prompt')).status).toBe(200);
  expect(await userId(backend, 'a')).not.toBe(id);
});

test('statistics count what was done, and the leaderboard puts the most useful first', async () => {
  const backend = await testBackend({ samples: true });
  const [busy, lazy] = [person(backend, 'busy'), person(backend, 'lazy')];
  await busy.complete('assistant_reply');
  await busy.complete('label_initial_prompt');
  await busy.complete('rank_assistant_replies');
  await lazy.complete('rank_assistant_replies');
  await backend.call('POST', '/api/v1/leaderboards/update');
  const { body } = await backend.call('GET', `/api/v1/users/${await userId(backend, 'busy')}/stats`);
  expect(body).toMatchObject({
    day: {
      rank: 1,
      replies_assistant: 1,
      labels_full: 1,
      rankings_total: 1,
      leader_score: 7,
      level: 2,
      highlighted: true,
    },
    total: { base_date: null, leader_score: 7, username: 'busy' },
  });
  const board = await backend.call('GET', '/api/v1/leaderboards/week?max_count=5', {
    headers: { 'x-oasst-user': 'discord:lazy' },
  });
  expect(board.body).toMatchObject({
    time_frame: 'week',
    leaderboard: [
      { rank: 1, username: 'busy', highlighted: false },
      { rank: 2, username: 'lazy', highlighted: true },
    ],
  });
  backend.clock.now += 25 * 3_600_000;
  await backend.call('POST', '/api/v1/leaderboards/update/day');
  expect((await backend.call('GET', '/api/v1/leaderboards/day')).body).toMatchObject({ leaderboard: [] });
});

test('a single ranking that puts a reply first gives its author nine points', async () => {
  const backend = await testBackend({ samples: true });
  const author = await backend.db
    .selectFrom('backend_messages')
    .select('user_id')
    .where('frontend_message_id', '=', 'sample:en/sharpen-knife/0')
    .executeTakeFirstOrThrow();
  await backend.call('POST', '/api/v1/leaderboards/update/total');
  const { body } = await backend.call('GET', `/api/v1/users/${author.user_id}/stats/total`);
  expect(body).toMatchObject({ rank: null, reply_ranked_1: expect.any(Number) });
  expect(z.object({ reply_ranked_1: z.number() }).parse(body).reply_ranked_1).toBeGreaterThanOrEqual(3);
});
