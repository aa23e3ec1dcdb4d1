import { expect, test } from 'vitest';
import { createBackend } from '../../../src/backend/backend.ts';
import { trustedKey } from '../../../src/backend/keys/clients.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { KEY, OTHER_KEY, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

test('a body over 1 MiB is refused', async () => {
  const backend = await testBackend();
  const raw = JSON.stringify({ type: 'random', padding: 'x'.repeat(1024 * 1024) });
  expect((await backend.call('POST', '/api/v1/tasks/', { raw })).status).toBe(413);
});

test.each([
  ['not JSON', '{"type": ', ['body', 9]],
  ['an array', '[]', ['body']],
  ['null', 'null', ['body']],
  ['a user that is a string', '{"user":"1001"}', ['body', 'user']],
  ['an unknown type', '{"type":"no_such_type"}', ['body', 'type']],
])('%s answers 422 and says where', async (_, raw, loc) => {
  const backend = await testBackend();
  const { status, body } = await backend.call('POST', '/api/v1/tasks/', { raw });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    detail: [{ loc: loc.slice(0, 2), msg: expect.any(String), type: expect.any(String) }],
  });
});

test('bytes that are not UTF-8 answer 422', async () => {
  const backend = await testBackend();
  const body = new Uint8Array([0x22, 0xff, 0x22]);
  const response = await backend.fetch(
    new Request('http://backend.test/api/v1/tasks/', {
      method: 'POST',
      headers: { 'x-api-key': KEY },
      body,
    }),
  );
  expect(response.status).toBe(422);
});

test('a refusal never quotes what somebody wrote', async () => {
  const backend = await testBackend();
  const raw = '{"type":"text_reply_to_message","text":"my secret words","user":{"id":"1"}, oops';
  const { body } = await backend.call('POST', '/api/v1/tasks/interaction', { raw });
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('unknown paths, wrong methods and wrong slashes answer as the reference does', async () => {
  const backend = await testBackend();
  expect(await backend.call('GET', '/api/v1/nope')).toMatchObject({
    status: 404,
    body: { detail: 'Not Found' },
  });
  const wrong = await backend.call('GET', '/api/v1/tasks/');
  expect(wrong).toMatchObject({ status: 405, body: { detail: 'Method Not Allowed' } });
  expect(wrong.headers.get('allow')).toBe('POST');
  const slash = await backend.call('POST', '/api/v1/tasks?x=1');
  expect(slash).toMatchObject({ status: 307, body: undefined });
  expect(slash.headers.get('location')).toBe('/api/v1/tasks/?x=1'); // and not wherever a Host header says;
});

test('without a key, or with an unknown one, nothing but the report labels is answered', async () => {
  const backend = await testBackend();
  const { user } = person(backend, 'a');
  for (const key of [null, 'nope'])
    expect(await backend.call('POST', '/api/v1/tasks/', { body: { user }, key })).toMatchObject({
      status: 403,
      body: { error_code: 2 },
    });
  expect((await backend.call('GET', '/api/v1/text_labels/report_labels', { key: null })).status).toBe(200);
});

test('people and tasks of one client are unknown to another', async () => {
  const backend = await testBackend();
  const task = await person(backend, 'a').take('initial_prompt');
  const other = { key: OTHER_KEY };
  expect((await backend.call('GET', '/api/v1/frontend_users/discord/a', other)).status).toBe(404);
  const ack = { ...other, body: { message_id: 'm' } };
  expect((await backend.call('POST', `/api/v1/tasks/${task.id}/ack`, ack)).status).toBe(404);
});

test('a failure of ours answers 500 and is logged without people’s words', async () => {
  const backend = await testBackend();
  const { user } = person(backend, 'a');
  const broken = createBackend({
    db: backend.db,
    now: () => backend.clock.now,
    random: () => 0,
    keys: [trustedKey('k')],
    log: { error: (details) => backend.logged.push(details) },
    newId: () => {
      throw new Error('the secret words');
    },
  });
  const response = await broken.request('/api/v1/tasks/', {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: 'INTERNAL_SERVER_ERROR', error_code: 0 });
  expect(backend.logged).toHaveLength(1);
  expect(JSON.stringify(backend.logged)).toContain('backend');
  expect(JSON.stringify(backend.logged)).not.toContain('secret');
});

test('the client of the bot does a task through `fetch`, without a network', async () => {
  const backend = await testBackend();
  const fetch: typeof globalThis.fetch = (input, init) => backend.fetch(new Request(input, init));
  const client = new OasstClient({ url: 'http://backend.test', key: 'a-trusted-key', fetch });
  const { user } = person(backend, '80351110224678912');
  const task = await client.fetchTask('initial_prompt', user, { lang: 'en' });
  await client.ackTask(task.id, 'card-1');
  await client.postInteraction({
    type: 'text_reply_to_message',
    user,
    message_id: 'card-1',
    user_message_id: 'answer-1',
    text: 'What is a good first telescope?',
    lang: 'en',
  });
  expect((await client.availability(user, 'en')).initial_prompt).toBe(109);
  await expect(client.fetchTask('assistant_reply', user, { lang: 'en' })).rejects.toMatchObject({
    status: 503,
    code: 1006,
  });
});
