import { expect, onTestFinished, test } from 'vitest';
import { startDiscord } from '../../../bench/http/discord.ts';

async function scene() {
  const edits: unknown[] = [];
  const discord = await startDiscord({
    applicationId: '1',
    publicKey: 'ab',
    messageOf: (token) => `message of ${token}`,
    edited: (token, message) => void edits.push([token, message]),
  });
  onTestFinished(() => discord.close());
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body ? { body: JSON.stringify(body) } : {};
    const response = await fetch(`${discord.url}/v10${path}`, { method, headers, ...sent });
    return [response.status, response.status === 204 ? undefined : await response.json()];
  };
  return { call, edits };
}

test('an edit of a first answer is passed on, however its path is written', async () => {
  const { call, edits } = await scene();
  for (const name of ['@original', '%40original']) {
    const answer = await call('PATCH', `/webhooks/1/token/messages/${name}`, { content: name });
    expect(answer).toEqual([200, { id: 'message of token' }]);
  }
  expect(edits).toEqual([
    ['token', { content: '@original' }],
    ['token', { content: '%40original' }],
  ]);
});

test('a bot finds its application, its commands and its messages, and nothing else', async () => {
  const { call, edits } = await scene();
  expect(await call('GET', '/applications/@me')).toMatchObject([200, { id: '1', verify_key: 'ab' }]);
  expect(await call('GET', '/applications/1/commands')).toEqual([200, []]);
  expect(await call('PUT', '/applications/1/commands', [{ name: 'task' }])).toEqual([
    200,
    [{ name: 'task' }],
  ]);
  expect(await call('GET', '/webhooks/1/token/messages/@original')).toEqual([
    200,
    { id: 'message of token' },
  ]);
  expect(await call('DELETE', '/webhooks/1/token/messages/@original')).toEqual([204, undefined]);
  expect(await call('GET', '/users/2')).toMatchObject([404, {}]);
  expect(edits).toEqual([]);
});
