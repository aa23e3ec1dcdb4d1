// How a server is asked, and what its answers come to.
import { expect, test } from 'vitest';
import { chatServer } from '../../../src/dataset/generate/chat-server.ts';
import { type Behavior, chatServerOf, says, sends } from '../support/chat-server.ts';

const never = new AbortController().signal;
const question = [{ role: 'user' as const, content: 'Why?' }];

async function asking(
  behave: Behavior,
  given: { tries?: number; timeoutMs?: number; key?: string; pauseMs?: (repetition: number) => number } = {},
) {
  const { tries = 3, timeoutMs = 60_000, key, pauseMs = () => 0 } = given;
  const { url, asked } = await chatServerOf(behave);
  const server = { url: `${url}/chat/completions`, key, tries, timeoutMs };
  const request = { model: 'm-1', system: 'Be brief.', settings: { temperature: 0.5, max_tokens: 20 } };
  return { ask: chatServer(server, request, pauseMs), asked };
}

test('a request is a chat completion with the system prompt before the conversation, and the key as a bearer', async () => {
  const { ask, asked } = await asking((response) => says(response, 'Because.'), { key: 'secret' });
  expect(await ask(question, never)).toEqual({ text: 'Because.', finish: 'stop', servedBy: 'served-1' });
  expect(asked).toEqual([
    {
      path: '/v1/chat/completions',
      authorization: 'Bearer secret',
      body: {
        model: 'm-1',
        messages: [{ role: 'system', content: 'Be brief.' }, ...question],
        temperature: 0.5,
        max_tokens: 20,
      },
    },
  ]);
});

test('without a key there is no authorization', async () => {
  const { ask, asked } = await asking((response) => says(response, 'Because.'));
  await ask(question, never);
  expect(asked[0]?.authorization).toBeUndefined();
});

const passing: [string, Behavior][] = [
  ['429', (response) => sends(response, 429, { error: { message: 'slow down' } })],
  ['500', (response) => sends(response, 500, {})],
  ['503', (response) => sends(response, 503, {})],
  ['a connection that breaks before the answer', (response) => response.destroy()],
  [
    'a connection that breaks in the answer',
    (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"choices": [', () => response.destroy());
    },
  ],
  ['JSON that ends too early', (response) => response.end('{"choices": [')],
  ['a page instead of JSON', (response) => response.end('<html>busy</html>')],
  ['an error that says 200', (response) => sends(response, 200, { error: { message: 'overloaded' } })],
  ['no choice', (response) => sends(response, 200, { choices: [] })],
];

test.each(passing)('%s is asked again', async (_, fault) => {
  const { ask, asked } = await asking((response, one, index) =>
    index === 0 ? fault(response, one, index) : says(response, 'Because.'),
  );
  expect(await ask(question, never)).toMatchObject({ text: 'Because.' });
  expect(asked).toHaveLength(2);
});

test.each(passing)('%s is asked so many times, and no more', async (_, fault) => {
  const { ask, asked } = await asking(fault);
  expect(await ask(question, never)).toEqual({ problem: expect.any(String), isFinal: false });
  expect(asked).toHaveLength(3);
});

test('Retry-After goes before the own pause', async () => {
  const pauses: number[] = [];
  const { ask, asked } = await asking(
    (response, _, index) =>
      index === 0 ? sends(response, 429, {}, { 'retry-after': '0' }) : says(response, 'Because.'),
    {
      pauseMs: (repetition) => {
        pauses.push(repetition);
        return 0;
      },
    },
  );
  expect(await ask(question, never)).toMatchObject({ text: 'Because.' });
  expect([asked.length, pauses]).toEqual([2, []]);
});

test.each([
  [401, true],
  [404, true],
  [400, false],
  [422, false],
] as const)('%i is said once, with the server’s words', async (status, isFinal) => {
  const { ask, asked } = await asking((response) =>
    sends(response, status, { error: { message: 'not like this' } }),
  );
  expect(await ask(question, never)).toEqual({ problem: `it answered ${status}: not like this`, isFinal });
  expect(asked).toHaveLength(1);
});

test('a redirect is not followed, because the key would go along', async () => {
  const { ask, asked } = await asking((response) => response.writeHead(302, { location: '/other' }).end(), {
    key: 'secret',
  });
  expect(await ask(question, never)).toEqual({ problem: 'it answered 302', isFinal: false });
  expect(asked).toHaveLength(1);
});

test('an answer of more than 8 MiB is not read to its end', async () => {
  const { ask } = await asking((response) => says(response, 'a'.repeat(9 * 1024 * 1024)), { tries: 1 });
  expect(await ask(question, never)).toEqual({
    problem: 'its answer was cut off or too long',
    isFinal: false,
  });
});

test('who says stop does not wait for the answer', async () => {
  const stop = new AbortController();
  const { ask } = await asking(() => stop.abort());
  await expect(ask(question, stop.signal)).rejects.toThrow(/abort/i);
});

test('a server that does not answer is not waited for longer than it may take', async () => {
  const { ask } = await asking(() => {}, { tries: 1, timeoutMs: 1 });
  expect(await ask(question, never)).toEqual({ problem: 'it did not answer in time', isFinal: false });
});
