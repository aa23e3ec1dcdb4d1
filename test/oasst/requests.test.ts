import { expect, test } from 'vitest';
import type { OasstClient } from '../../src/oasst/client.ts';
import { personalListNames } from '../../src/oasst/personal-data.ts';
import { clientOf, double, json } from './double.ts';
import * as sample from './samples.ts';
import { labels, messageId, person, ranking, rating, report, taskId, text, user, userId } from './samples.ts';

type Row = [
  call: string,
  run: (client: OasstClient) => Promise<unknown>,
  request: string,
  body: unknown,
  answer: { status?: number; body?: unknown },
];

const done = { body: { id: taskId, type: 'task_done' } };
const nothing = { status: 204 };
const unseen = { status: 404, body: { error_code: 4002, message: 'User not found' } };

const rows: Row[] = [
  [
    'fetchTask',
    (client) => client.fetchTask('assistant_reply', user, { lang: 'pt-BR' }),
    'POST /api/v1/tasks/',
    { type: 'assistant_reply', user, lang: 'pt-BR', collective: false },
    { body: sample.prompt },
  ],
  [
    'fetchTask, collective',
    (client) => client.fetchTask('initial_prompt', user, { lang: 'en', collective: true }),
    'POST /api/v1/tasks/',
    { type: 'initial_prompt', user, lang: 'en', collective: true },
    { body: sample.prompt },
  ],
  [
    'fetchRandomTask',
    (client) => client.fetchRandomTask(user, { lang: 'en' }),
    'POST /api/v1/tasks/',
    { type: 'random', user, lang: 'en', collective: false },
    { body: sample.prompt },
  ],
  [
    'ackTask',
    (client) => client.ackTask(taskId, '1302'),
    `POST /api/v1/tasks/${taskId}/ack`,
    { message_id: '1302' },
    nothing,
  ],
  [
    'nackTask',
    (client) => client.nackTask(taskId, user, 'too long'),
    `POST /api/v1/tasks/${taskId}/nack`,
    { reason: 'too long' },
    nothing,
  ],
  [
    'nackTask without a reason',
    (client) => client.nackTask(taskId, user),
    `POST /api/v1/tasks/${taskId}/nack`,
    {},
    nothing,
  ],
  ...[text, ranking, rating, labels].map(
    (interaction): Row => [
      `postInteraction ${interaction.type}`,
      (client) => client.postInteraction(interaction),
      'POST /api/v1/tasks/interaction',
      interaction,
      done,
    ],
  ),
  [
    'closeTask',
    (client) => client.closeTask('1302'),
    'POST /api/v1/tasks/close',
    { message_id: '1302' },
    done,
  ],
  [
    'availability',
    (client) => client.availability(user, 'zh-TW'),
    'POST /api/v1/tasks/availability?lang=zh-TW',
    user,
    { body: { random: 3 } },
  ],
  [
    'getFrontendUser',
    (client) => client.getFrontendUser(user),
    `GET /api/v1/frontend_users/discord/${user.id}`,
    undefined,
    { body: person },
  ],
  [
    'userStats',
    (client) => client.userStats(userId),
    `GET /api/v1/users/${userId}/stats`,
    undefined,
    { body: {} },
  ],
  [
    'userScore',
    (client) => client.userScore(userId, 'week'),
    `GET /api/v1/users/${userId}/stats/week`,
    undefined,
    { body: { user_id: userId, username: user.id, auth_method: 'discord', display_name: 'Nelly' } },
  ],
  [
    'userWindow',
    (client) => client.userWindow(userId, 'total', 3),
    `GET /api/v1/users/${userId}/stats/total/window?window_size=3`,
    undefined,
    { body: null },
  ],
  [
    'leaderboard',
    (client) => client.leaderboard('month', 10),
    'GET /api/v1/leaderboards/month?max_count=10',
    undefined,
    { body: { time_frame: 'month', last_updated: '2026-11-22T07:15:46.055577+00:00', leaderboard: [] } },
  ],
  [
    'statsIntervals',
    (client) => client.statsIntervals(),
    'GET /api/v1/admin/backend_settings/public',
    undefined,
    { body: { USER_STATS_INTERVAL_DAY: 5, USER_STATS_INTERVAL_WEEK: 'often' } },
  ],
  [
    'validLabels',
    (client) => client.validLabels(),
    'GET /api/v1/text_labels/valid_labels',
    undefined,
    { body: { valid_labels: [] } },
  ],
  [
    'validLabels of a message',
    (client) => client.validLabels(messageId),
    `GET /api/v1/text_labels/valid_labels?message_id=${messageId}`,
    undefined,
    { body: { valid_labels: [] } },
  ],
  [
    'reportLabels',
    (client) => client.reportLabels(),
    'GET /api/v1/text_labels/report_labels',
    undefined,
    { body: { valid_labels: [] } },
  ],
  [
    'report',
    (client) => client.report(report),
    'POST /api/v1/text_labels/',
    { ...report, type: 'text_labels', is_report: true },
    nothing,
  ],
  [
    'emoji',
    (client) => client.emoji(messageId, user, '+1', 'add'),
    `POST /api/v1/messages/${messageId}/emoji`,
    { user, emoji: '+1', op: 'add' },
    { status: 202, body: sample.message },
  ],
  [
    'message',
    (client) => client.message(messageId),
    `GET /api/v1/messages/${messageId}`,
    undefined,
    { body: sample.message },
  ],
  [
    'frontendMessage',
    (client) => client.frontendMessage('1302-answer'),
    'GET /api/v1/frontend_messages/1302-answer',
    undefined,
    { body: sample.message },
  ],
  [
    'conversation',
    (client) => client.conversation(messageId),
    `GET /api/v1/messages/${messageId}/conversation`,
    undefined,
    { body: { messages: [sample.message] } },
  ],
  [
    'tree',
    (client) => client.tree(messageId),
    `GET /api/v1/messages/${messageId}/tree`,
    undefined,
    { body: { id: messageId, messages: [sample.message] } },
  ],
  [
    'treeState',
    (client) => client.treeState(messageId),
    `GET /api/v1/messages/${messageId}/tree/state`,
    undefined,
    {
      body: {
        message_tree_id: messageId,
        state: 'growing',
        goal_tree_size: 12,
        max_depth: 3,
        max_children_count: 3,
        active: true,
        origin: null,
      },
    },
  ],
  [
    'findFrontendUser',
    (client) => client.findFrontendUser(user),
    `GET /api/v1/frontend_users/discord/${user.id}`,
    undefined,
    { body: person },
  ],
  [
    'deleteMessagesOf',
    (client) => client.deleteMessagesOf(userId),
    `DELETE /api/v1/users/${userId}/messages`,
    undefined,
    nothing,
  ],
  [
    'deletePerson',
    (client) => client.deletePerson(userId),
    `DELETE /api/v1/users/${userId}`,
    undefined,
    nothing,
  ],
  [
    'messagesOf',
    (client) => client.messagesOf(user),
    `GET /api/v1/frontend_users/discord/${user.id}/messages/cursor?max_count=1000`,
    undefined,
    { body: { items: [sample.message], next: null } },
  ],
  [
    'progress',
    (client) => client.progress(),
    'GET /api/v1/extensions/progress',
    undefined,
    { body: { goal: 0, trees: {}, languages: [], days: [], wanted: {} } },
  ],
  [
    'personalData, overview',
    (client) => client.personalData.overview(user),
    `GET /api/v1/extensions/personal-data/discord/${user.id}`,
    undefined,
    { body: { account: null, counts: Object.fromEntries(personalListNames.map((name) => [name, 0])) } },
  ],
  [
    'personalData, list',
    (client) => client.personalData.list(user, 'emojis'),
    `GET /api/v1/extensions/personal-data/discord/${user.id}/emojis?offset=0`,
    undefined,
    { body: { items: [], next: null } },
  ],
  [
    'personalData, erase',
    (client) => client.personalData.erase(user),
    `DELETE /api/v1/extensions/personal-data/discord/${user.id}`,
    undefined,
    { body: { texts: 3 } },
  ],
];

test.each(rows)(
  '%s sends exactly one request, in the backend’s own form',
  async (call, run, request, body, answer) => {
    await using backend = await double(json(answer.body, answer.status));
    await run(clientOf(backend.url));
    const [received, ...more] = backend.received;
    expect(more).toEqual([]);
    expect(`${received?.method} ${received?.path}`).toBe(request);
    expect(received?.body).toEqual(body);
    expect(received?.headers['x-api-key']).toBe('sesame-key-7');
    expect(received?.headers['x-oasst-user']).toBe(
      call.startsWith('nack') ? `discord:${user.id}` : undefined,
    );
    expect(received?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
    expect(received?.headers['content-length'] === undefined).toBe(body === undefined);
  },
);

test('every method of the client is among these requests, or has a test of its own below', () => {
  const named = new Set(rows.map(([call]) => call.split(/[ ,]/)[0]));
  const own = ['createFrontendUser', 'acceptTerms', 'showOnLeaderboard', 'treeStates'];
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(clientOf('http://backend.test')));
  named.delete('personalData'); // which is no method, but has some
  expect([...named, ...own, 'constructor'].sort()).toEqual(methods.sort());
});

test.each(['', '/', '//', '/api/v1', '/api/v1/'])('a base URL may end in "%s"', async (end) => {
  await using backend = await double(json({ valid_labels: [] }));
  await clientOf(backend.url + end).reportLabels();
  expect(backend.received[0]?.path).toBe('/api/v1/text_labels/report_labels');
});

test('a backend may live below a path of its host', async () => {
  await using backend = await double(json({ valid_labels: [] }));
  await clientOf(`${backend.url}/oasst/?page=1#top`).reportLabels();
  expect(backend.received[0]?.path).toBe('/oasst/api/v1/text_labels/report_labels');
});

test.each([
  ['not a URL at all', 'sesame'],
  ['ftp://backend.test', 'sesame'],
  ['https://sesame:open@backend.test', 'sesame'],
  ['https://backend.test', ''],
  ['https://backend.test', 'sesame\nx-oasst-user: root'],
])('a client is not built for %j with key %j, and neither is repeated', (url, key) => {
  expect(() => clientOf(url, { key })).toThrow(TypeError);
  expect(() => clientOf(url, { key })).not.toThrow(/sesame/);
});

test('an unknown person is created, and their switches said out loud', async () => {
  await using backend = await double((response, request, before) => {
    const answer = request.method === 'GET' ? unseen : { status: 200, body: person };
    json(answer.body, answer.status)(response, request, before);
  });
  expect(await clientOf(backend.url).createFrontendUser(user, { notes: 'met in Lyon' })).toEqual(person);
  expect(backend.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /api/v1/frontend_users/discord/${user.id}`,
    'POST /api/v1/frontend_users/',
  ]);
  const body = { ...user, enabled: true, show_on_leaderboard: true, notes: 'met in Lyon' };
  expect(backend.received[1]?.body).toEqual(body);
});

test('a banned and hidden person stays banned and hidden when their name is updated', async () => {
  const known = { ...person, enabled: false, show_on_leaderboard: false, display_name: 'Old name' };
  await using backend = await double(json(known));
  await clientOf(backend.url).createFrontendUser(user);
  expect(backend.received[1]?.body).toEqual({ ...user, enabled: false, show_on_leaderboard: false });
});

test('a person can be hidden on purpose without touching a ban', async () => {
  await using backend = await double(json({ ...person, enabled: false }));
  await clientOf(backend.url).createFrontendUser(user, { show_on_leaderboard: false });
  expect(backend.received[1]?.body).toEqual({ ...user, enabled: false, show_on_leaderboard: false });
});

test('nothing is written about a person who could not be read', async () => {
  await using backend = await double(json({ error_code: 2, message: 'Forbidden' }, 403));
  const client = clientOf(backend.url);
  await expect(client.createFrontendUser(user)).rejects.toMatchObject({ status: 403, code: 2 });
  await expect(client.acceptTerms(user)).rejects.toMatchObject({ status: 403, code: 2 });
  expect(backend.received.map(({ method }) => method)).toEqual(['GET', 'GET']);
});

test('accepting the terms changes that one thing about a known person', async () => {
  await using backend = await double((response, request, before) => {
    const answer = request.method === 'GET' ? json({ ...person, enabled: false }) : json(undefined, 204);
    answer(response, request, before);
  });
  await clientOf(backend.url).acceptTerms(user);
  expect(backend.received.map(({ method, path, body }) => ({ call: `${method} ${path}`, body }))).toEqual([
    { call: `GET /api/v1/frontend_users/discord/${user.id}`, body: undefined },
    { call: `PUT /api/v1/users/${userId}?tos_acceptance=true`, body: undefined },
  ]);
});

test('somebody new may accept the terms too', async () => {
  await using backend = await double((response, request, before) => {
    const answers = new Map([
      ['GET', json(unseen.body, 404)],
      ['POST', json(person)],
      ['PUT', json(undefined, 204)],
    ]);
    answers.get(request.method)?.(response, request, before);
  });
  await clientOf(backend.url).acceptTerms(user);
  expect(backend.received.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'PUT']);
});

test('leaving the leaderboard changes that one thing about a person', async () => {
  await using backend = await double((response, request, before) => {
    const answer = request.method === 'GET' ? json({ ...person, enabled: false }) : json(undefined, 204);
    answer(response, request, before);
  });
  await clientOf(backend.url).showOnLeaderboard(user, false);
  expect(backend.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /api/v1/frontend_users/discord/${user.id}`,
    `PUT /api/v1/users/${userId}?show_on_leaderboard=false`,
  ]);
});

test('taking the name off what somebody did is one request without a body', async () => {
  await using backend = await double(json(undefined, 204));
  expect(await clientOf(backend.url).personalData.unlink(user)).toBe(true);
  expect(backend.received.map(({ method, path, body }) => ({ call: `${method} ${path}`, body }))).toEqual([
    { call: `POST /api/v1/extensions/personal-data/discord/${user.id}/unlink`, body: undefined },
  ]);
});

test('lists that are longer than a page are read to their end', async () => {
  const emoji = { message_id: taskId, emoji: '+1', created: '2026-03-01T12:00:00.000000+00:00' };
  await using backend = await double((response, request, before) => {
    const pages = [
      { items: [emoji, emoji], next: 2 },
      { items: [emoji], next: null },
    ];
    json(pages[before])(response, request, before);
  });
  expect(await clientOf(backend.url).personalData.list(user, 'emojis')).toEqual([emoji, emoji, emoji]);
  expect(backend.received.map(({ path }) => path.split('?')[1])).toEqual(['offset=0', 'offset=2']);
});

test.each([404, 405])(
  'a backend that answers %i does not offer what is kept about a person',
  async (status) => {
    await using backend = await double(json({ detail: 'Not Found' }, status));
    const { personalData } = clientOf(backend.url);
    expect(await personalData.overview(user)).toBeUndefined();
    expect(await personalData.list(user, 'labels')).toBeUndefined();
    expect(await personalData.erase(user)).toBeUndefined();
    expect(await personalData.unlink(user)).toBe(false);
  },
);
