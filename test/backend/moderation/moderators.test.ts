import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { databases } from '../../support/database.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

const Message = z.looseObject({ id: z.string(), deleted: z.boolean(), text: z.string() });
const small = { reviewsForPrompt: 1, reviewsForReply: 1, rankingsNeeded: 1, goalTreeSize: 4, maxChildren: 2 };

/** A growing tree: `prompt` with the accepted replies `one` and `two`, and `three` below the first of them. */
async function grown(backend: TestBackend) {
  const write = async (
    id: string,
    type: 'initial_prompt' | 'assistant_reply' | 'prompter_reply',
    name: string,
  ) => {
    const writer = person(backend, id);
    await writer.text((await writer.take(type)).acked, freshId('some words'), name);
  };
  await write('author', 'initial_prompt', 'prompt');
  await person(backend, 'reviewer').complete('label_initial_prompt');
  await write('helper', 'assistant_reply', 'one');
  await person(backend, 'reviewer').complete('label_assistant_reply');
  await write('author', 'prompter_reply', 'three');
}

async function message(backend: TestBackend, name: string) {
  return Message.parse((await backend.call('GET', `/api/v1/frontend_messages/${name}`)).body);
}

async function act(backend: TestBackend, method: string, name: string, rest = '', options = {}) {
  const { id } = await message(backend, name);
  return backend.call(method, `/api/v1/messages/${id}${rest}`, options);
}

async function state(backend: TestBackend) {
  return (await act(backend, 'GET', 'prompt', '/tree/state')).body;
}

describe.each(databases)('on $name', ({ open }) => {
  test('deleting takes what hangs below, and undeleting brings back what was taken', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    await act(backend, 'DELETE', 'three');
    expect((await act(backend, 'DELETE', 'one')).status).toBe(204);
    expect((await message(backend, 'one')).deleted).toBe(true);
    const refused = await act(backend, 'PUT', 'three', '/undelete');
    expect(refused).toMatchObject({ status: 400, body: { error_code: 2009 } });
    expect((await act(backend, 'PUT', 'one', '/undelete')).status).toBe(202);
    expect((await message(backend, 'one')).deleted).toBe(false);
    expect((await message(backend, 'three')).deleted).toBe(true); // it was deleted on its own
    await act(backend, 'PUT', 'three', '/undelete');
    await act(backend, 'DELETE', 'one');
    await act(backend, 'PUT', 'one', '/undelete');
    expect((await message(backend, 'three')).deleted).toBe(false);
  });

  test('an edit changes the text and keeps every one before', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    const before = (await message(backend, 'one')).text;
    const { user } = person(backend, 'moderator');
    for (const new_content of [' Better. ', 'Best.'])
      expect((await act(backend, 'POST', 'one', '/edit', { body: { user, new_content } })).status).toBe(200);
    expect(await message(backend, 'one')).toMatchObject({ text: 'Best.', edited: true });
    const history = await act(backend, 'GET', 'one', '/history');
    expect(history.body).toMatchObject([{ text: before }, { text: 'Better.' }, { text: 'Best.' }]);
    const { user_id } = z
      .object({ user_id: z.string() })
      .parse((await backend.call('GET', `/api/v1/frontend_users/${user.auth_method}/${user.id}`)).body);
    const own = await act(backend, 'GET', 'one', '/history', {
      headers: { 'x-oasst-user': `${user.auth_method}:${user.id}` },
    });
    const revisions = z.array(z.object({ user_id: z.string(), user_is_author: z.boolean() })).parse(own.body);
    expect(revisions.map((revision) => revision.user_is_author)).toEqual(
      revisions.map((revision) => revision.user_id === user_id),
    );
    expect(revisions.filter((revision) => revision.user_is_author)).toHaveLength(2); // the moderator's own edits
    for (const [new_content, status, code] of [
      ['x'.repeat(2_001), 400, 1008],
      ['a\0b', 400, 1004],
      ['  ', 422, undefined],
    ] as const) {
      const refused = await act(backend, 'POST', 'one', '/edit', { body: { user, new_content } });
      expect(refused.status).toBe(status);
      if (code) expect(refused.body).toMatchObject({ error_code: code });
    }
    expect((await message(backend, 'one')).text).toBe('Best.');
  });

  test('a stopped tree takes nothing, and goes on where it was', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    const halted = await act(backend, 'PUT', 'one', '/tree/state?halt=true');
    expect(halted.body).toMatchObject({ state: 'halted_by_moderator', active: false });
    const counts = await person(backend, 'somebody').availability();
    expect([counts.label_prompter_reply, counts.assistant_reply]).toEqual([0, 0]);
    const resumed = await act(backend, 'PUT', 'one', '/tree/state?halt=false');
    expect(resumed.body).toMatchObject({ state: 'growing', active: true });
    expect((await person(backend, 'somebody').availability()).label_prompter_reply).toBe(1);
  });

  test('purging somebody deletes what they wrote and disables them; a preview changes nothing', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    const { body } = await backend.call('GET', '/api/v1/frontend_users/discord/author');
    const { user_id } = z.object({ user_id: z.string() }).parse(body);
    const preview = await backend.call('POST', `/api/v1/admin/purge_user/${user_id}`);
    expect(preview.body).toMatchObject({ preview: true, before: { deleted: 0 }, after: { deleted: 3 } });
    expect((await message(backend, 'prompt')).deleted).toBe(false);
    const replies = await backend.call('POST', `/api/v1/admin/purge_user/${user_id}/messages?preview=false`);
    expect(replies.body).toMatchObject({ after: { deleted: 1, active: 2 } });
    await backend.call('POST', `/api/v1/admin/purge_user/${user_id}?preview=false`);
    expect((await message(backend, 'one')).deleted).toBe(true);
    expect(await state(backend)).toMatchObject({ state: 'halted_by_moderator' });
    expect(await person(backend, 'author').request('random')).toMatchObject({
      status: 503,
      body: { error_code: 4001 },
    });
  });

  test('flagged messages wait in a queue until somebody has looked', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    const flag = async (name: string) => {
      backend.clock.now += 1_000;
      const body = { user: person(backend, 'a').user, emoji: 'red_flag', op: 'add' };
      await act(backend, 'POST', name, '/emoji', { body });
      return (await message(backend, name)).id;
    };
    const [one, three] = [await flag('one'), await flag('three')];
    const queue = async () => (await backend.call('GET', '/api/v1/admin/flagged_messages?max_count=9')).body;
    expect(await queue()).toMatchObject([
      { message_id: one, processed: false },
      { message_id: three, processed: false },
    ]);
    const looked = await backend.call('POST', `/api/v1/admin/flagged_messages/${one}/processed`);
    expect(looked.body).toMatchObject({ message_id: one, processed: true });
    expect(await queue()).toMatchObject([{ message_id: three }, { message_id: one }]);
    const page = await backend.call('GET', '/api/v1/admin/flagged_messages/cursor?max_count=1');
    expect(page.body).toMatchObject({ items: [{ message_id: one }], prev: null, next: expect.any(String) });
    const { next } = z.object({ next: z.string() }).parse(page.body);
    const rest = await backend.call(
      'GET',
      `/api/v1/admin/flagged_messages/cursor?max_count=1&after=${encodeURIComponent(next)}`,
    );
    expect(rest.body).toMatchObject({ items: [{ message_id: three }], next: null });
  });
});

test('a prompt that is deleted while it is reviewed is offered to nobody, and waits again when it is back', async () => {
  const backend = await testBackend({ settings: small });
  const author = person(backend, 'author');
  await author.text((await author.take('initial_prompt')).acked, 'Why?', 'prompt');
  await act(backend, 'DELETE', 'prompt');
  expect((await person(backend, 'a').availability()).label_initial_prompt).toBe(0);
  await act(backend, 'PUT', 'prompt', '/undelete');
  expect((await person(backend, 'a').availability()).label_initial_prompt).toBe(1);
});

test('a tree that never won the lottery starts again in review', async () => {
  const backend = await testBackend({ settings: { reviewsForPrompt: 3 } });
  const author = person(backend, 'author');
  await author.text((await author.take('initial_prompt')).acked, 'Why?', 'prompt');
  await act(backend, 'PUT', 'prompt', '/tree/state?halt=true');
  const resumed = await act(backend, 'PUT', 'prompt', '/tree/state?halt=false');
  expect(resumed.body).toMatchObject({ state: 'initial_prompt_review' });
});

test.each([
  ['DELETE', ''],
  ['PUT', '/undelete'],
  ['PUT', '/tree/state?halt=true'],
  ['GET', '/history'],
])('%s …%s is for trusted keys only', async (method, rest) => {
  const backend = await testBackend({ settings: small });
  await grown(backend);
  expect(await act(backend, method, 'one', rest, { key: OTHER_KEY })).toMatchObject({
    status: 403,
    body: { error_code: 2 },
  });
  expect((await message(backend, 'one')).deleted).toBe(false);
});

test('the trollboard puts those first whom others flag, and counts what they say', async () => {
  const backend = await testBackend({ settings: small });
  await grown(backend);
  const { id } = await message(backend, 'one');
  for (const who of ['a', 'b']) {
    const report = {
      user: person(backend, who).user,
      message_id: id,
      text: '',
      labels: { hate_speech: 1, quality: 0.5 },
      is_report: true,
    };
    await backend.call('POST', '/api/v1/text_labels/', { body: report });
  }
  await backend.call('POST', '/api/v1/leaderboards/update');
  const { body } = await backend.call('GET', '/api/v1/trollboards/week?max_count=1&enabled=true');
  expect(body).toMatchObject({
    trollboard: [
      {
        rank: 1,
        username: 'helper',
        red_flags: 2,
        hate_speech: 2,
        quality: 0.5,
        humor: null,
        troll_score: 8,
      },
    ],
  });
  const banned = await backend.call('GET', '/api/v1/trollboards/week?enabled=false');
  expect(banned.body).toMatchObject({ trollboard: [] });
});

describe.each(databases)('reports on $name', ({ open }) => {
  const Page = z.object({ items: z.array(z.looseObject({ message_id: z.string() })), next: z.unknown() });
  const read = async (backend: TestBackend, query = '') => {
    const { body } = await backend.call('GET', `/api/v1/admin/flagged_messages/reports${query}`);
    return Page.parse(body);
  };
  const report = async (backend: TestBackend, who: string, name: string, labels: object, text: string) => {
    backend.clock.now += 1_000;
    const { id: message_id } = await message(backend, name);
    const body = { user: person(backend, who).user, message_id, text, labels, is_report: true };
    expect((await backend.call('POST', '/api/v1/text_labels/', { body })).status).toBe(204);
  };
  const idOf = async (backend: TestBackend, who: string) => {
    const { body } = await backend.call('GET', `/api/v1/frontend_users/discord/${who}`);
    return z.object({ user_id: z.string() }).parse(body).user_id;
  };

  test('a moderator sees what was reported, by whom and why', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    expect(await read(backend)).toMatchObject({ items: [], next: null });
    await report(backend, 'a', 'one', { pii: 1 }, 'my address is in it');
    await report(backend, 'b', 'one', {}, '');
    backend.clock.now += 1_000;
    await act(backend, 'POST', 'one', '/emoji', {
      body: { user: person(backend, 'c').user, emoji: 'red_flag', op: 'add' },
    });
    await report(backend, 'a', 'three', { spam: 0.5 }, 'spam');
    const [one, three] = [await message(backend, 'one'), await message(backend, 'three')];
    const [a, b, c] = [await idOf(backend, 'a'), await idOf(backend, 'b'), await idOf(backend, 'c')];
    expect((await read(backend)).items).toMatchObject([
      {
        message_id: one.id,
        processed: false,
        text: one.text,
        lang: 'en',
        is_assistant: true,
        user_id: await idOf(backend, 'helper'),
        message_tree_id: (await message(backend, 'prompt')).id,
        tree_state: 'growing',
        deleted: false,
        red_flags: [a, b, c],
        reports: [
          { user_id: a, labels: { pii: 1 }, text: 'my address is in it' },
          { user_id: b, labels: {}, text: '' },
        ],
      },
      { message_id: three.id, red_flags: [a], reports: [{ labels: { spam: 0.5 }, text: 'spam' }] },
    ]);
    expect((await read(backend, '?max_count=1')).next).toEqual(expect.any(String));
    await backend.call('POST', `/api/v1/admin/flagged_messages/${one.id}/processed`);
    expect((await read(backend, '?processed=false')).items).toMatchObject([{ message_id: three.id }]);
    expect((await read(backend, '?processed=true')).items).toMatchObject([{ message_id: one.id }]);
  });

  test('a message that is reported again after somebody looked is back, with the new date', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    await report(backend, 'a', 'one', {}, 'first');
    await report(backend, 'a', 'three', {}, 'another');
    const first = z.string().parse((await read(backend)).items[0]?.created_date);
    await report(backend, 'b', 'one', {}, 'nobody has looked yet, so the date stays');
    expect((await read(backend)).items[0]).toMatchObject({ created_date: first });
    const { id } = await message(backend, 'one');
    for (const again of ['b', 'c']) {
      await backend.call('POST', `/api/v1/admin/flagged_messages/${id}/processed`);
      expect((await read(backend, '?processed=false')).items).toHaveLength(1);
      await report(backend, again, 'one', {}, `${again} says it again`);
      const { items } = await read(backend, '?processed=false');
      expect(items).toHaveLength(2);
      expect(items[1]).toMatchObject({ message_id: id, processed: false });
      expect(Date.parse(z.string().parse(items[1]?.created_date))).toBe(backend.clock.now);
    }
  });

  test('the words of every report of somebody are kept, the same ones once', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    await report(backend, 'a', 'one', { pii: 1 }, 'my address is in it');
    await report(backend, 'a', 'one', { spam: 1 }, 'and it is an advertisement');
    await report(backend, 'a', 'one', { spam: 1 }, 'my address is in it');
    await report(backend, 'a', 'one', { spam: 1 }, '');
    expect((await read(backend)).items).toMatchObject([
      { reports: [{ labels: { spam: 1 }, text: 'my address is in it\n\nand it is an advertisement' }] },
    ]);
  });

  test('a report of more words than are kept is refused, and the longest is kept whole', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await grown(backend);
    const { id } = await backend.db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
    const send = (text: string) =>
      backend.call('POST', '/api/v1/text_labels/', {
        body: { user: person(backend, 'a').user, message_id: id, text, labels: {}, is_report: true },
      });
    for (const size of [10_001, 20_000, 900_000]) expect((await send('x'.repeat(size))).status).toBe(400);
    expect((await read(backend)).items).toEqual([]);
    expect((await send('😀'.repeat(10_000))).status).toBe(204);
    expect((await read(backend)).items).toMatchObject([{ reports: [{ text: '😀'.repeat(10_000) }] }]);
  });

  test('reports are shown to trusted keys only', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    expect(
      await backend.call('GET', '/api/v1/admin/flagged_messages/reports', { key: OTHER_KEY }),
    ).toMatchObject({ status: 403, body: { error_code: 2 } });
  });
});
