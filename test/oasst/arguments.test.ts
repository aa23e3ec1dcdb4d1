import { expect, test } from 'vitest';
import { InvalidRequest } from '../../src/oasst/errors.ts';
import { failure, stubbed } from './double.ts';
import { labels, messageId, ranking, taskId, text, user } from './samples.ts';

const { client, requests } = stubbed(() => Response.json({}));
const lang = 'en';

test.each([
  ['an empty text', () => client.postInteraction({ ...text, text: '' }), 'text'],
  [
    'an id too long',
    () => client.postInteraction({ ...text, user_message_id: '1'.repeat(201) }),
    'user_message_id',
  ],
  ['a language too long', () => client.fetchRandomTask(user, { lang: 'e'.repeat(33) }), 'lang'],
  [
    'a name too long',
    () => client.availability({ ...user, display_name: 'N'.repeat(257) }, lang),
    'display_name',
  ],
  ['a label above 1', () => client.postInteraction({ ...labels, labels: { spam: 1.5 } }), 'labels.spam'],
  [
    'a label that is no number',
    () => client.postInteraction({ ...labels, labels: { spam: Number.NaN } }),
    'labels.spam',
  ],
  [
    'a place twice',
    () => client.postInteraction({ ...ranking, ranking: [0, 0, 1] }),
    'ranking: is not a permutation',
  ],
  [
    'a place too far',
    () => client.postInteraction({ ...ranking, ranking: [1, 2, 3] }),
    'ranking: is not a permutation',
  ],
  ['no place at all', () => client.postInteraction({ ...ranking, ranking: [] }), 'ranking'],
  ['an empty id', () => client.ackTask(taskId, ''), 'message_id'],
  ['a header that would not fit', () => client.nackTask(taskId, { ...user, id: 'Nelly ☃' }), 'user.id'],
  ['two headers in one', () => client.nackTask(taskId, { ...user, id: '1\r\nx-api-key: 2' }), 'user.id'],
  ['a way out of the path', () => client.getFrontendUser({ ...user, id: '..' }), 'the path'],
  ['a hole in the path', () => client.message(''), 'the path'],
])('%s is an InvalidRequest that names the field, and nothing is sent', async (_what, call, field) => {
  const error = await failure(call());
  expect(error).toBeInstanceOf(InvalidRequest);
  expect(error.message).toContain(field);
  expect(error.status).toBeUndefined();
  expect(requests).toEqual([]);
});

test('a value stays in its segment of the path', async () => {
  const { client, requests } = stubbed(() => Response.json({}, { status: 404 }));
  await failure(client.getFrontendUser({ auth_method: 'local', id: '../tasks/?a=1#b%2F é' }));
  expect(requests[0]?.url).toBe(
    'http://backend.test/api/v1/frontend_users/local/..%2Ftasks%2F%3Fa%3D1%23b%252F%20%C3%A9',
  );
});

test('half characters do not break a path', async () => {
  const { client, requests } = stubbed(() => Response.json({}, { status: 404 }));
  await failure(client.message('a\ud83d'));
  expect(requests[0]?.url).toBe('http://backend.test/api/v1/messages/a%EF%BF%BD');
});

test('what no backend can store is replaced, and everything else is kept to the letter', async () => {
  const { client, requests } = stubbed(() => Response.json({ type: 'task_done' }));
  const written = ' \u200B<@1> **fett**\r\n\t😀 e\u0301 \u202E';
  await client.postInteraction({ ...text, text: `${written}\ud83d\0\ude00` });
  expect(await requests[0]?.json()).toEqual({ ...text, text: `${written}\uFFFD\uFFFD\uFFFD` });
});

test('only what belongs to an interaction is sent', async () => {
  const { client, requests } = stubbed(() => Response.json({ type: 'task_done' }));
  await client.postInteraction({ ...labels, ...{ note: 'for me only' } });
  expect(await requests[0]?.json()).toEqual(labels);
});

test('a long reason is cut to what the reference backend takes, in whole characters', async () => {
  const { client, requests } = stubbed(() => new Response(null, { status: 204 }));
  await client.nackTask(taskId, user, '😀'.repeat(600));
  expect(await requests[0]?.json()).toEqual({ reason: '😀'.repeat(512) });
});

test('a report always says that it is one', async () => {
  const { client, requests } = stubbed(() => new Response(null, { status: 204 }));
  await client.report({ user, message_id: messageId, text: '', labels: {} });
  expect(await requests[0]?.json()).toMatchObject({ is_report: true, labels: {}, message_id: messageId });
});
