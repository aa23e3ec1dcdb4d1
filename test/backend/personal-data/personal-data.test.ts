import { describe, expect, test } from 'vitest';
import { personalListNames } from '../../../src/oasst/personal-data.ts';
import { databases } from '../../support/database.ts';
import { dump } from '../../support/dump.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { checkCollection } from '../support/invariants.ts';
import { freshId, person } from '../support/person.ts';

const settings = {
  reviewsForPrompt: 1,
  reviewsForReply: 1,
  rankingsNeeded: 1,
  goalTreeSize: 4,
  maxChildren: 3,
  maxTreeDepth: 1,
  backlogChance: 0,
};

const ADA = '123456789012345678';
const path = `/api/v1/extensions/personal-data/discord/${ADA}`;

/** A prompt of Ben's with replies of Ada's and two others, ranked by two; Ada has labeled, ranked, reported and skipped. */
async function collection(open: () => Promise<TestBackend['db']>) {
  const backend = await testBackend({ db: await open(), settings });
  const people = { ada: person(backend, ADA), ben: person(backend, 'ben'), cleo: person(backend, 'cleo') };
  const { ada, ben, cleo } = people;
  const dora = person(backend, 'dora');
  await ben.text((await ben.take('initial_prompt')).acked, 'What is bread?', 'prompt');
  await ada.complete('label_initial_prompt');
  for (const [who, words, name] of [
    [ada, 'Bread is what Ada bakes.', 'of-ada'],
    [cleo, 'Flour and water.', 'of-cleo'],
    [dora, 'A food.', 'of-dora'],
  ] as const)
    await who.text((await who.take('assistant_reply')).acked, words, name);
  for (let left = 3; left > 0; left -= 1) {
    const reviewer = person(backend, freshId('reviewer'));
    await reviewer.complete('label_assistant_reply');
  }
  const find = async (name: string) =>
    await backend.db
      .selectFrom('backend_messages')
      .selectAll()
      .where('frontend_message_id', '=', name)
      .executeTakeFirstOrThrow();
  return { backend, ...people, find };
}

describe.each(databases)('what is kept about a person, on $name,', ({ open }) => {
  test('is told in numbers and list by list, to a trusted key alone', async () => {
    const { backend, ada, find } = await collection(open);
    const reply = await find('of-ada');
    const { id } = await find('prompt');
    backend.clock.now += 1;
    await backend.call('POST', '/api/v1/text_labels/', {
      body: {
        user: ada.user,
        message_id: id,
        text: 'rude',
        labels: { spam: 1 },
        is_report: true,
        type: 'text_labels',
      },
    });
    const { body } = await backend.call('GET', path);
    expect(body).toMatchObject({
      account: { display_name: ada.user.display_name, show_on_leaderboard: true, former_ids: [] },
      counts: { messages: 1, labels: 2, tasks: 2, emojis: 1, rankings: 0, summaries: 0 },
    });
    const list = async (name: string) => (await backend.call('GET', `${path}/${name}`)).body;
    expect(await list('messages')).toMatchObject({
      items: [
        { id: reply.id, text: 'Bread is what Ada bakes.', role: 'assistant', accepted: true, deleted: false },
      ],
      next: null,
    });
    expect(await list('labels')).toMatchObject({
      items: [{ kind: 'review' }, { kind: 'report', text: 'rude', message_id: id }],
    });
    for (const name of personalListNames) await list(name); // each as it is documented
    expect((await backend.call('GET', path, { key: OTHER_KEY })).status).toBe(403);
    expect((await backend.call('DELETE', path, { key: OTHER_KEY })).status).toBe(403);
  });

  test('is nothing for whom nobody knows, and erasing them does nothing', async () => {
    const backend = await testBackend({ db: await open(), settings });
    expect((await backend.call('GET', path)).body).toMatchObject({ account: null, counts: { messages: 0 } });
    expect((await backend.call('GET', `${path}/messages`)).body).toEqual({ items: [], next: null });
    expect((await backend.call('DELETE', path)).body).toEqual({ texts: 0 });
    expect((await backend.call('POST', `${path}/unlink`)).status).toBe(204);
  });

  test('is gone after erasure, while the tree goes on with what is left', async () => {
    const { backend, find } = await collection(open);
    const ranker = person(backend, 'ranker');
    await ranker.complete('rank_assistant_replies');
    await checkCollection(backend.db);
    expect(await find('prompt')).toMatchObject({ review_count: 1 });
    expect((await backend.call('DELETE', path)).body).toEqual({ texts: 1 });
    await checkCollection(backend.db);
    expect(await find('of-ada')).toMatchObject({ text: '', deleted: 1, rank: null, ranking_count: 0 });
    const [cleos, doras] = [await find('of-cleo'), await find('of-dora')];
    expect([cleos.rank, doras.rank].sort()).toEqual([0, 1]);
    expect([cleos.deleted, doras.deleted]).toEqual([0, 0]);
    expect(await find('prompt')).toMatchObject({ review_count: 0, deleted: 0 });
    expect((await backend.call('GET', path)).body).toMatchObject({
      counts: { messages: 1, labels: 0, tasks: 0, rankings: 0 },
    });
    expect(await dump(backend.db)).not.toContain('Ada bakes');
    expect((await backend.call('DELETE', path)).body).toEqual({ texts: 0 }); // once more, as after a crash
    await checkCollection(backend.db);
  });

  test('once erased is not brought back, not even along with what a moderator had deleted', async () => {
    const { backend, find } = await collection(open);
    const [prompt, reply] = [await find('prompt'), await find('of-ada')];
    await backend.call('DELETE', `/api/v1/messages/${prompt.id}`);
    await backend.call('DELETE', path);
    expect((await backend.call('PUT', `/api/v1/messages/${reply.id}/undelete`)).status).toBe(400);
    await backend.call('PUT', `/api/v1/messages/${prompt.id}/undelete`);
    expect(await find('of-cleo')).toMatchObject({ deleted: 0 });
    expect(await find('of-ada')).toMatchObject({ deleted: 1, text: '' });
    await checkCollection(backend.db);
  });

  test('takes a prompt’s whole tree out of use, and keeps the words of others', async () => {
    const { backend, find } = await collection(open);
    const ben = '/api/v1/extensions/personal-data/discord/ben';
    expect((await backend.call('DELETE', ben)).body).toEqual({ texts: 1 });
    await checkCollection(backend.db);
    expect(await find('of-cleo')).toMatchObject({ deleted: 1, text: 'Flour and water.' });
    expect(await find('prompt')).toMatchObject({ deleted: 1, text: '' });
    expect(await backend.db.selectFrom('backend_trees').select('state').execute()).toEqual([
      { state: 'halted_by_moderator' },
    ]);
  });

  test('the name and the ids are gone once the account is', async () => {
    const { backend, ada } = await collection(open);
    await backend.call('DELETE', path);
    const { body } = await backend.call('GET', `/api/v1/frontend_users/discord/${ADA}`);
    const { user_id } = body as { user_id: string };
    await backend.call('DELETE', `/api/v1/users/${user_id}`);
    const left = await dump(backend.db);
    for (const trace of [ADA, ada.user.display_name]) expect(left).not.toContain(trace);
  });

  test('stays and counts without name and ids after it was unlinked', async () => {
    const { backend, ada, find } = await collection(open);
    await backend.call('POST', `${path}/unlink`);
    await backend.call('POST', `${path}/unlink`);
    await checkCollection(backend.db);
    const left = await dump(backend.db);
    for (const trace of [ADA, ada.user.display_name]) expect(left).not.toContain(trace);
    expect(await find('of-ada')).toMatchObject({ text: 'Bread is what Ada bakes.', deleted: 0 });
    expect(await find('prompt')).toMatchObject({ review_count: 1 });
    expect((await backend.call('GET', path)).body).toMatchObject({ account: null });
  });
});

describe.each(databases)('summaries on $name', ({ open }) => {
  test('go with what others thought of them, and open tasks about them end', async () => {
    const backend = await testBackend({ db: await open(), settings: { ...settings, summaries: true } });
    await backend.db
      .insertInto('backend_stories')
      .values({
        id: '00000000-0000-4000-8000-000000000001',
        lang: 'en',
        text: 'A story.',
        created_at: 0,
        summary_count: 0,
      })
      .execute();
    const [ada, ben, cleo] = [person(backend, ADA), person(backend, 'ben'), person(backend, 'cleo')];
    await ada.complete('summarize_story', 'A summary of Ada’s.');
    await ben.complete('rate_summary');
    const task = await cleo.take('rate_summary');
    expect((await backend.call('DELETE', path)).body).toEqual({ texts: 1 });
    expect(await cleo.rating(task.acked, 3)).toMatchObject({ status: 400, body: { error_code: 2101 } });
    expect(await backend.db.selectFrom('backend_ratings').selectAll().execute()).toEqual([]);
    expect(await backend.db.selectFrom('backend_stories').select('summary_count').execute()).toEqual([
      { summary_count: 0 },
    ]);
    expect(await dump(backend.db)).not.toContain('Ada’s');
    await checkCollection(backend.db);
  });

  test('of both accounts go, where two were made one that had written about the same story', async () => {
    const backend = await testBackend({ db: await open(), settings: { ...settings, summaries: true } });
    const story = { id: '00000000-0000-4000-8000-000000000001', lang: 'en', text: 'A story.' };
    await backend.db
      .insertInto('backend_stories')
      .values({ ...story, created_at: 0, summary_count: 0 })
      .execute();
    const other = person(backend, '223456789012345678');
    await person(backend, ADA).complete('summarize_story', 'A summary of the one account.');
    await other.complete('summarize_story', 'A summary of the other account.');
    const idOf = async (id: string) =>
      (
        await backend.db
          .selectFrom('backend_users')
          .select('id')
          .where('username', '=', id)
          .executeTakeFirstOrThrow()
      ).id;
    const body = { destination_user_id: await idOf(ADA), source_user_ids: [await idOf(other.user.id)] };
    expect((await backend.call('POST', '/api/v1/admin/merge_users', { body })).status).toBe(204);
    expect((await backend.call('GET', path)).body).toMatchObject({
      account: {
        identities: [
          { auth_method: 'discord', id: ADA },
          { auth_method: 'discord', id: other.user.id },
        ],
      },
      counts: { summaries: 2 },
    });
    expect((await backend.call('GET', `${path}/summaries`)).body).toMatchObject({ items: [{}, {}] });
    expect((await backend.call('DELETE', path)).body).toEqual({ texts: 2 });
    expect(await dump(backend.db)).not.toContain('A summary of');
    await checkCollection(backend.db);
  });
});
