import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { databases } from '../../support/database.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

const Act = z.looseObject({
  id: z.string(),
  act: z.string(),
  actor: z.string(),
  reason: z.string(),
  before: z.looseObject({}),
  undone_by: z.string().nullable(),
});
const acts = '/api/v1/extensions/moderation/acts';
const mo = { auth_method: 'discord', id: '42', display_name: 'Mo' };
const small = { reviewsForPrompt: 1, reviewsForReply: 1, goalTreeSize: 6, redFlagLimit: 2 };

/** A growing tree of `prompt` and the accepted reply `reply`, which waits in the queue of reports. */
async function reported(backend: TestBackend) {
  const write = async (id: string, type: 'initial_prompt' | 'assistant_reply', name: string) => {
    const writer = person(backend, id);
    await writer.text((await writer.take(type)).acked, freshId('some words'), name);
  };
  await write('author', 'initial_prompt', 'prompt');
  await person(backend, 'reviewer').complete('label_initial_prompt');
  await write('helper', 'assistant_reply', 'reply');
  await person(backend, 'reviewer').complete('label_assistant_reply');
  const reply = await idOf(backend, 'reply');
  await report(backend, 'ada', reply);
  return reply;
}

async function idOf(backend: TestBackend, name: string) {
  const { body } = await backend.call('GET', `/api/v1/frontend_messages/${name}`);
  return z.looseObject({ id: z.string() }).parse(body).id;
}

async function report(backend: TestBackend, by: string, message_id: string) {
  const user = { auth_method: 'discord', id: by, display_name: by };
  const body = { type: 'text_labels', user, message_id, text: 'Rude.', labels: { spam: 1 }, is_report: true };
  await backend.call('POST', '/api/v1/text_labels/', { body });
}

async function act(backend: TestBackend, wish: object, reason = '') {
  const { body, status } = await backend.call('POST', acts, { body: { moderator: mo, reason, wish } });
  expect(status).toBe(200);
  return Act.parse(body);
}

async function undo(backend: TestBackend, id: string) {
  return backend.call('POST', `${acts}/${id}/undo`, { body: { moderator: mo } });
}

/** Everything an act on this message or its author may change. */
async function look({ db }: TestBackend, id: string) {
  return {
    messages: await db
      .selectFrom('backend_messages')
      .select(['id', 'text', 'deleted', 'deleted_with', 'review_result', 'wanted'])
      .orderBy('id')
      .execute(),
    trees: await db.selectFrom('backend_trees').select(['id', 'state']).orderBy('id').execute(),
    users: await db.selectFrom('backend_users').select(['id', 'enabled']).orderBy('id').execute(),
    flag: await db.selectFrom('backend_flags').select('processed').where('message_id', '=', id).execute(),
  };
}

async function authorOf({ db }: TestBackend, id: string) {
  const row = await db
    .selectFrom('backend_messages')
    .select('user_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.user_id;
}

describe.each(databases)('on $name', ({ open }) => {
  test.each(['delete', 'stop', 'keep', 'edit'])(
    '“%s” on a reported message is written down, looked at, and undone to the last bit',
    async (name) => {
      const backend = await testBackend({ db: await open(), settings: small });
      const message_id = await reported(backend);
      const before = await look(backend, message_id);
      const done = await act(backend, {
        act: name,
        message_id,
        ...(name === 'edit' ? { text: 'Mended.' } : {}),
      });
      expect(done).toMatchObject({
        act: name,
        actor: 'discord:42',
        before: { waiting: true, deleted: false },
      });
      const between = await look(backend, message_id);
      expect(between).not.toEqual(before);
      expect(between.flag).toEqual([{ processed: 1 }]);
      const [first, second] = [await undo(backend, done.id), await undo(backend, done.id)];
      expect(first).toMatchObject({ status: 200, body: { undone_by: 'discord:42' } });
      expect(second.body).toEqual(first.body);
      const { users, ...after } = await look(backend, message_id);
      expect({
        ...after,
        users: users.filter(({ id }) => before.users.some((one) => one.id === id)),
      }).toEqual(before); // a moderator who edits becomes known
    },
  );

  test.each(['prompt_lottery_waiting', 'backlog_ranking', 'ready_for_export', 'scoring_failed'] as const)(
    'a tree that was stopped where nobody works on it (%s) is there again after an undo',
    async (state) => {
      const backend = await testBackend({ db: await open(), settings: small });
      const message_id = await reported(backend);
      await backend.db.updateTable('backend_trees').set({ state }).execute();
      const done = await act(backend, { act: 'stop', message_id });
      expect((await look(backend, message_id)).trees).toMatchObject([{ state: 'halted_by_moderator' }]);
      await undo(backend, done.id);
      expect((await look(backend, message_id)).trees).toMatchObject([{ state }]);
    },
  );

  test('a tree that was taken up again is where it was after an undo', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message_id = await reported(backend);
    await backend.db.updateTable('backend_trees').set({ state: 'aborted_low_grade' }).execute();
    const done = await act(backend, { act: 'start', message_id });
    expect((await look(backend, message_id)).trees).toMatchObject([{ state: 'growing' }]);
    await undo(backend, done.id);
    expect((await look(backend, message_id)).trees).toMatchObject([{ state: 'aborted_low_grade' }]);
  });

  test('an undo of what left a tree alone leaves alone what it has become since', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message_id = await reported(backend);
    await backend.db.updateTable('backend_trees').set({ state: 'prompt_lottery_waiting' }).execute();
    const kept = await act(backend, { act: 'keep', message_id });
    await backend.db.updateTable('backend_trees').set({ state: 'growing' }).execute();
    await undo(backend, kept.id);
    expect((await look(backend, message_id)).trees).toMatchObject([{ state: 'growing' }]);
    await act(backend, { act: 'stop', message_id });
    await undo(backend, (await act(backend, { act: 'keep', message_id })).id);
    expect((await look(backend, message_id)).trees).toMatchObject([{ state: 'halted_by_moderator' }]);
  });

  test.each(['disable', 'purge'])('“%s” of a person says who and why, and is undone', async (name) => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message = await reported(backend);
    const user_id = await authorOf(backend, message);
    const before = await look(backend, message);
    const done = await act(backend, { act: name, user_id }, 'Pasted model output');
    expect(done).toMatchObject({
      actor: 'discord:42',
      reason: 'Pasted model output',
      before: { enabled: true },
    });
    const between = await look(backend, message);
    expect(between.users).toContainEqual({ id: user_id, enabled: 0 });
    expect(between.messages.find(({ id }) => id === message)?.deleted).toBe(name === 'purge' ? 1 : 0);
    await undo(backend, done.id);
    expect(await look(backend, message)).toEqual(before);
  });

  test('undoing a deletion leaves deleted what was deleted on its own before', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message_id = await reported(backend);
    await act(backend, { act: 'delete', message_id });
    const again = await act(backend, { act: 'delete', message_id });
    const before = await look(backend, message_id);
    await undo(backend, again.id);
    expect(await look(backend, message_id)).toEqual(before);
  });

  test('what the rules do by themselves is written down as theirs, and can be undone', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message_id = await reported(backend);
    const before = await look(backend, message_id);
    await report(backend, 'ben', message_id);
    const { body } = await backend.call('GET', `${acts}?actor=automatic`);
    const [removal] = z.array(Act).parse(body);
    expect(body).toHaveLength(1);
    expect(removal).toMatchObject({
      act: 'delete',
      message_id,
      before: { deleted: false, state: 'growing' },
    });
    await undo(backend, removal?.id ?? '');
    expect((await look(backend, message_id)).messages).toEqual(before.messages);
  });

  test('accounts that are merged are written down, and cannot be parted again', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message = await reported(backend);
    const [user_id, into_user_id] = [
      await authorOf(backend, message),
      await authorOf(backend, await idOf(backend, 'prompt')),
    ];
    const done = await act(backend, { act: 'merge', user_id, into_user_id });
    expect(done).toMatchObject({ act: 'merge', user_id, before: { merged: [user_id] } });
    expect(await undo(backend, done.id)).toMatchObject({ status: 400, body: { error_code: 1004 } });
  });

  test('calls of the protocol are written down by the key they came with', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message_id = await reported(backend);
    const user = await authorOf(backend, message_id);
    await backend.call('DELETE', `/api/v1/messages/${message_id}`);
    await backend.call('PUT', `/api/v1/messages/${message_id}/undelete`);
    await backend.call('PUT', `/api/v1/messages/${message_id}/tree/state?halt=true`);
    await backend.call('PUT', `/api/v1/users/${user}?enabled=false`);
    const { body } = await backend.call('GET', `${acts}?actor=system:bot`);
    expect(
      z
        .array(Act)
        .parse(body)
        .map(({ act }) => act)
        .sort(),
    ).toEqual(['delete', 'disable', 'stop', 'undelete']);
    await backend.call('POST', `/api/v1/admin/purge_user/${user}?preview=true`);
    await backend.call('POST', `/api/v1/admin/purge_user/${user}?preview=false`);
    const about = await backend.call('GET', `${acts}?user_id=${user}`);
    expect(
      z
        .array(Act)
        .parse(about.body)
        .map(({ act }) => act),
    ).toEqual(['purge', 'disable']);
  });

  test('a failed act changes nothing and is not written down', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    await reported(backend);
    const wish = { act: 'delete', message_id: freshId('00000000-0000-4000-8000-000000000000') };
    const answer = await backend.call('POST', acts, { body: { moderator: mo, wish } });
    expect([404, 422]).toContain(answer.status);
    expect((await backend.call('GET', acts)).body).toEqual([]);
  });

  test('a reason that no database keeps is refused, and nothing is done', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const id = await reported(backend);
    const before = await look(backend, id);
    for (const reason of ['a\0b', 'half \ud83d']) {
      const body = { moderator: mo, reason, wish: { act: 'delete', message_id: id } };
      expect((await backend.call('POST', acts, { body })).status).toBe(422);
    }
    expect(await look(backend, id)).toEqual(before);
  });

  test('a key that is not trusted may do none of it', async () => {
    const backend = await testBackend({ db: await open(), settings: small });
    const message_id = await reported(backend);
    const body = { moderator: mo, wish: { act: 'delete', message_id } };
    for (const asked of [
      backend.call('POST', acts, { body, key: OTHER_KEY }),
      backend.call('GET', acts, { key: OTHER_KEY }),
      backend.call('POST', `${acts}/${message_id}/undo`, { body: { moderator: mo }, key: OTHER_KEY }),
    ])
      expect(await asked).toMatchObject({ status: 403, body: { error_code: 2 } });
  });
});
