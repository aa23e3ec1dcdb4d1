import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { databases } from '../../support/database.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { checkCollection } from '../support/invariants.ts';
import { freshId, person } from '../support/person.ts';

const small = { reviewsForPrompt: 1, reviewsForReply: 1, rankingsNeeded: 2, goalTreeSize: 3, maxChildren: 2 };

async function userOf(backend: TestBackend, id: string) {
  const { body } = await backend.call('GET', `/api/v1/frontend_users/discord/${id}`);
  return z.looseObject({ user_id: z.string() }).parse(body);
}

async function idsOf(backend: TestBackend, ...names: readonly string[]) {
  return Promise.all(names.map(async (name) => (await userOf(backend, name)).user_id));
}

async function merge(backend: TestBackend, into: string, ...sources: readonly string[]) {
  const [destination_user_id, ...source_user_ids] = await idsOf(backend, into, ...sources);
  const body = { destination_user_id, source_user_ids };
  return backend.call('POST', '/api/v1/admin/merge_users', { body });
}

async function write(
  backend: TestBackend,
  id: string,
  type: 'initial_prompt' | 'assistant_reply',
  name: string,
) {
  const writer = person(backend, id);
  const { status } = await writer.text((await writer.take(type)).acked, freshId('some words'), name);
  expect(status).toBe(200);
}

/** A prompt of `author` with two accepted replies, by `one` and `two`, that wait to be ranked twice. */
async function rankable(backend: TestBackend) {
  await write(backend, 'author', 'initial_prompt', 'prompt');
  await person(backend, 'reviewer').complete('label_initial_prompt');
  await write(backend, 'one', 'assistant_reply', 'reply-one');
  backend.clock.now += 10 * 60_000;
  await write(backend, 'two', 'assistant_reply', 'reply-two');
  for (const _ of [1, 2]) await person(backend, 'reviewer').complete('label_assistant_reply');
}

async function message(backend: TestBackend, name: string) {
  const { body } = await backend.call('GET', `/api/v1/frontend_messages/${name}`);
  return z.looseObject({ id: z.string(), user_id: z.string(), emojis: z.unknown() }).parse(body);
}

async function react(backend: TestBackend, who: string, name: string, emoji: string) {
  const body = { user: person(backend, who).user, emoji, op: 'add' };
  const { id } = await message(backend, name);
  expect((await backend.call('POST', `/api/v1/messages/${id}/emoji`, { body })).status).toBe(202);
}

async function report(backend: TestBackend, who: string, name: string) {
  const { id } = await message(backend, name);
  const body = {
    user: person(backend, who).user,
    message_id: id,
    text: who,
    labels: { pii: 1 },
    is_report: true,
  };
  expect((await backend.call('POST', '/api/v1/text_labels/', { body })).status).toBe(204);
}

async function edit(backend: TestBackend, who: string, name: string) {
  const body = { user: person(backend, who).user, new_content: 'Better.' };
  const { id } = await message(backend, name);
  expect((await backend.call('POST', `/api/v1/messages/${id}/edit`, { body })).status).toBe(200);
}

const tables = [
  'backend_messages',
  'backend_tasks',
  'backend_labels',
  'backend_rankings',
  'backend_emojis',
  'backend_revisions',
  'backend_scores',
  'backend_troll_scores',
  'backend_summaries',
  'backend_ratings',
  'backend_prompt_votes',
] as const;

async function rowsOf({ db }: TestBackend, userId: string) {
  const counts = await Promise.all(
    tables.map(async (table) => {
      const rows = await db.selectFrom(table).select('user_id').where('user_id', '=', userId).execute();
      return [table, rows.length] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

describe.each(databases)('on $name', ({ open }) => {
  test('everything somebody did becomes another’s, and they are gone', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await rankable(backend);
    await person(backend, 'other').complete('rank_assistant_replies');
    await write(backend, 'other', 'initial_prompt', 'prompt-of-other');
    await react(backend, 'other', 'reply-one', 'clap');
    await report(backend, 'other', 'reply-two');
    await edit(backend, 'other', 'prompt');
    await backend.call('POST', '/api/v1/leaderboards/update');
    const main = person(backend, 'main');
    await main.request('random');
    const [source = '', destination = ''] = await idsOf(backend, 'other', 'main');
    const before = await rowsOf(backend, source);
    expect(Object.keys(before)).toEqual([
      'backend_messages',
      'backend_tasks',
      'backend_labels',
      'backend_rankings',
      'backend_emojis',
      'backend_revisions',
      'backend_scores',
    ]);
    const had = await rowsOf(backend, destination);

    expect((await merge(backend, 'main', 'other')).status).toBe(204);
    expect(await rowsOf(backend, source)).toEqual({});
    const { backend_scores: _, ...moved } = before;
    expect(await rowsOf(backend, destination)).toEqual({
      ...moved,
      backend_tasks: Number(before.backend_tasks) + Number(had.backend_tasks ?? 0),
    });
    expect((await message(backend, 'prompt-of-other')).user_id).toBe(destination);
    const gone = await backend.call('GET', `/api/v1/users/${source}`);
    expect(gone.body).toMatchObject({ deleted: true, id: `deleted_${source}`, display_name: 'Deleted User' });
    await checkCollection(backend.db);

    await person(backend, 'other').request('random');
    const [again] = await idsOf(backend, 'other');
    expect(again).toBe(destination);
    await backend.call('POST', '/api/v1/leaderboards/update');
    const stats = await backend.call('GET', `/api/v1/users/${destination}/stats/total`);
    expect(stats.body).toMatchObject({ prompts: 1, rankings_total: 1 });
  });

  test('one person has one voice: doubles and judgements of their own work go, and what is open waits for others', async () => {
    const backend = await testBackend({ db: await open(), settings: { ...small, reviewsForPrompt: 3 } });
    await write(backend, 'author', 'initial_prompt', 'prompt');
    for (const who of ['main', 'other']) await person(backend, who).complete('label_initial_prompt');
    for (const [who, emoji] of [
      ['main', '+1'],
      ['other', '-1'],
      ['main', 'clap'],
      ['other', 'clap'],
      ['other', 'rofl'],
    ] as const)
      await react(backend, who, 'prompt', emoji);
    for (const who of ['main', 'other']) await report(backend, who, 'prompt');
    expect((await message(backend, 'prompt')).emojis).toEqual({
      '+1': 1,
      '-1': 1,
      clap: 2,
      rofl: 1,
      red_flag: 2,
    });

    expect((await merge(backend, 'main', 'other')).status).toBe(204);
    const prompt = await message(backend, 'prompt');
    expect(prompt).toMatchObject({
      review_count: 1,
      review_result: null,
      emojis: { '+1': 1, clap: 1, rofl: 1, red_flag: 1 },
    });
    const [kept] = await backend.db
      .selectFrom('backend_labels')
      .select('text')
      .where('kind', '=', 'report')
      .execute();
    expect(kept).toEqual({ text: 'main' });
    await checkCollection(backend.db);
    expect((await person(backend, 'main').availability()).label_initial_prompt).toBe(0);

    await person(backend, 'somebody').complete('label_initial_prompt');
    expect((await merge(backend, 'author', 'main')).status).toBe(204);
    expect(await message(backend, 'prompt')).toMatchObject({
      review_count: 1,
      emojis: { clap: 1, rofl: 1, red_flag: 1 },
    });
    await checkCollection(backend.db);
    for (const who of ['a', 'b']) await person(backend, who).complete('label_initial_prompt');
    expect(await message(backend, 'prompt')).toMatchObject({ review_count: 3, review_result: true });
  });

  test('of two rankings one stays, one of an own reply goes, and so does the open task for another', async () => {
    const backend = await testBackend({ db: await open(), settings: { ...small, rankingsNeeded: 4 } });
    await rankable(backend);
    for (const who of ['main', 'other', 'a']) await person(backend, who).complete('rank_assistant_replies');
    const unfinished = await person(backend, 'b').take('rank_assistant_replies');
    await merge(backend, 'main', 'other');
    expect(await message(backend, 'reply-one')).toMatchObject({ ranking_count: 2 });
    await merge(backend, 'one', 'a', 'b');
    expect(await message(backend, 'reply-one')).toMatchObject({ ranking_count: 1 });
    await checkCollection(backend.db);
    const late = await person(backend, 'one').ranking(unfinished.acked, [0, 1]);
    expect(late).toMatchObject({ status: 400, body: { error_code: 2101 } });
    for (const who of ['c', 'd', 'e']) await person(backend, who).complete('rank_assistant_replies');
    const { id } = await message(backend, 'prompt');
    const { body } = await backend.call('GET', `/api/v1/messages/${id}/tree/state`);
    expect(body).toMatchObject({ state: 'ready_for_export' });
  });

  test('two replies to the same message both stay, and so does a decision about them', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await rankable(backend);
    expect((await merge(backend, 'one', 'two')).status).toBe(204);
    const [one, two] = [await message(backend, 'reply-one'), await message(backend, 'reply-two')];
    expect(two.user_id).toBe(one.user_id);
    expect([one, two]).toMatchObject([{ review_result: true }, { review_result: true }]);
    await checkCollection(backend.db);
  });

  test('a person keeps their name and gains age, terms, notes and the longer streak', async () => {
    const backend = await testBackend({ db: await open() });
    const set = (id: string, more: object) =>
      backend.call('POST', '/api/v1/frontend_users/', { body: { ...person(backend, id).user, ...more } });
    await set('other', { tos_acceptance: true, notes: 'loud' });
    const terms = backend.clock.now;
    await person(backend, 'other').complete('initial_prompt');
    backend.clock.now += 24 * 60 * 60_000;
    await person(backend, 'other').complete('initial_prompt');
    backend.clock.now += 1_000;
    await set('main', { notes: 'kind', show_on_leaderboard: false });
    await merge(backend, 'main', 'other');
    const user = await userOf(backend, 'main');
    expect(user).toMatchObject({
      display_name: 'Person main',
      notes: 'kind\nloud',
      show_on_leaderboard: false,
      streak_days: 1,
      deleted: false,
    });
    expect(Date.parse(String(user.tos_acceptance_date))).toBe(terms);
    expect(Date.parse(String(user.created_date))).toBe(terms);
  });

  test('nothing changes for unknown or deleted people, and a person is never merged into themselves', async () => {
    const backend = await testBackend({ db: await open() });
    for (const id of ['main', 'other', 'left']) await write(backend, id, 'initial_prompt', `by-${id}`);
    const [main = '', other = '', left = ''] = await idsOf(backend, 'main', 'other', 'left');
    await backend.call('DELETE', `/api/v1/users/${left}`);
    const unknown = '00000000-0000-4000-8000-000000000000';
    const refused = { status: 404, body: { error_code: 4002 } };
    const ask = (destination_user_id: string, source_user_ids: string[], key?: string) =>
      backend.call('POST', '/api/v1/admin/merge_users', {
        body: { destination_user_id, source_user_ids },
        ...(key === undefined ? {} : { key }),
      });
    expect(await ask(main, [other, unknown])).toMatchObject(refused);
    expect(await ask(unknown, [other])).toMatchObject(refused);
    expect(await ask(main, [left])).toMatchObject(refused);
    expect(await ask(left, [main])).toMatchObject(refused);
    expect(await ask(main, [other], OTHER_KEY)).toMatchObject({ status: 403, body: { error_code: 2 } });
    expect((await ask('x', [other])).status).toBe(422);
    expect((await ask(main, [main, main])).status).toBe(204);
    expect((await ask(main, [])).status).toBe(204);
    for (const [name, id] of [
      ['main', main],
      ['other', other],
      ['left', left],
    ] as const)
      expect((await message(backend, `by-${name}`)).user_id).toBe(id);
    expect(await ask(main.toUpperCase(), [other, other])).toMatchObject({ status: 204 });
    expect((await message(backend, 'by-other')).user_id).toBe(main);
  });

  test('an answer that meets the merge of its author belongs to the other, or is refused', async () => {
    const backend = await testBackend({ db: await open() });
    for (const turn of Array.from({ length: 8 }, (_, index) => index)) {
      const [source, main] = [`source-${turn}`, `main-${turn}`];
      await write(backend, main, 'initial_prompt', `by-${main}`);
      await write(backend, source, 'initial_prompt', `by-${source}`);
      const writer = person(backend, source);
      const { acked } = await writer.take('initial_prompt');
      const [left] = await idsOf(backend, source);
      const [answer, merged] = await Promise.all([
        writer.text(acked, freshId('written meanwhile')),
        merge(backend, main, source),
      ]);
      expect(merged.status).toBe(204);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 400) expect(answer.body).toMatchObject({ error_code: 2106 });
      const kept = await backend.db
        .selectFrom('backend_messages')
        .select('id')
        .where('user_id', '=', String(left));
      expect(await kept.execute()).toEqual([]);
    }
  });

  test('whoever comes with the id of a merged account is the one it was merged into', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const old = person(backend, 'old');
    await write(backend, 'old', 'initial_prompt', 'by-old');
    const { acked } = await old.take('initial_prompt');
    for (const who of ['main', 'last']) await person(backend, who).request('random');
    const [last] = await idsOf(backend, 'last');
    await merge(backend, 'main', 'old');
    await merge(backend, 'last', 'main'); // so that one merge leads on to the other
    expect(await idsOf(backend, 'old', 'main')).toEqual([last, last]);
    expect((await old.text(acked, freshId('taken before the merge'))).status).toBe(200);
    expect((await old.request('label_initial_prompt')).status).toBe(503); // the prompts are their own
    expect(await userOf(backend, 'last')).toMatchObject({ display_name: 'Person last' });
    await backend.call('PUT', `/api/v1/users/${last}?enabled=false`);
    expect(await old.request('random')).toMatchObject({ status: 503, body: { error_code: 4001 } });
    await backend.call('DELETE', `/api/v1/users/${last}`);
    expect(await old.request('label_initial_prompt')).toMatchObject({ status: 200 });
    expect((await idsOf(backend, 'old'))[0]).not.toBe(last);
  });

  test('a call about a merged account is refused with the id that took it in, and changes nothing', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    for (const id of ['one', 'two', 'three']) await person(backend, id).take('initial_prompt');
    const [one, two, three] = await idsOf(backend, 'one', 'two', 'three');
    await merge(backend, 'two', 'one');
    await merge(backend, 'three', 'two');
    const calls = [
      ['PUT', `/api/v1/users/${one}?enabled=false`, undefined],
      ['DELETE', `/api/v1/users/${one}`, undefined],
      ['POST', `/api/v1/admin/purge_user/${two}`, undefined],
      ['POST', `/api/v1/admin/purge_user/${two}/messages`, undefined],
      ['POST', '/api/v1/admin/merge_users', { destination_user_id: one, source_user_ids: [] }],
      ['POST', '/api/v1/admin/merge_users', { destination_user_id: three, source_user_ids: [two] }],
    ] as const;
    for (const [method, path, body] of calls) {
      const { status, body: said } = await backend.call(method, path, body && { body });
      expect({ status, said }).toMatchObject({ status: 404, said: { error_code: 4002 } });
      expect(JSON.stringify(said)).toContain(`merged into ${three}`);
    }
    expect(await userOf(backend, 'one')).toMatchObject({ user_id: three, enabled: true });
  });

  test('people of two clients can be one', async () => {
    const backend = await testBackend({ db: await open() });
    await write(backend, 'here', 'initial_prompt', 'by-here');
    const user = { id: 'there', display_name: 'There', auth_method: 'local' };
    const { body } = await backend.call('POST', '/api/v1/frontend_users/', { body: user, key: OTHER_KEY });
    const { user_id } = z.object({ user_id: z.string() }).parse(body);
    const [source] = await idsOf(backend, 'here');
    const merged = await backend.call('POST', '/api/v1/admin/merge_users', {
      body: { destination_user_id: user_id, source_user_ids: [source] },
    });
    expect(merged.status).toBe(204);
    expect((await message(backend, 'by-here')).user_id).toBe(user_id);
    expect(await userOf(backend, 'here')).toMatchObject({ user_id, id: 'there' });
  });

  test('a key that is not trusted is not led to somebody of another client', async () => {
    const backend = await testBackend({ db: await open() });
    const asOther = async (id: string) => {
      const body = { id, display_name: 'Of the other', auth_method: 'discord' };
      const answer = await backend.call('POST', '/api/v1/frontend_users/', { body, key: OTHER_KEY });
      return z.object({ user_id: z.string() }).parse(answer.body).user_id;
    };
    await person(backend, 'main').request('random');
    const [destination_user_id] = await idsOf(backend, 'main');
    const source = await asOther('alias');
    const body = { destination_user_id, source_user_ids: [source] };
    expect((await backend.call('POST', '/api/v1/admin/merge_users', { body })).status).toBe(204);
    expect([source, destination_user_id]).not.toContain(await asOther('alias'));
  });
});
