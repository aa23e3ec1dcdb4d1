import { describe, expect, test, vi } from 'vitest';
import { NotUnderstood, TooManyRequests, Unreachable } from '../../src/oasst/errors.ts';
import { inProcess } from '../../src/oasst/in-process.ts';
import type { Connection } from '../../src/oasst/transport.ts';
import { failure, stubbed } from './double.ts';
import { labels, taskId, text, user } from './samples.ts';

const labelList = () => Response.json({ valid_labels: [] });
const none = () => new Response(null, { status: 204 });
const refusal = (status: number, error_code: number, headers = {}) =>
  Response.json({ error_code, message: 'no' }, { status, headers });

/** A client of a backend in this process, whose answers are these in turn, the last one for ever. */
function inTurn(answers: (() => Response | Promise<Response>)[], rest: Partial<Connection> = {}) {
  let calls = 0;
  const respond = () => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls += 1;
    if (!answer) throw new Error('nothing to answer');
    return answer();
  };
  return stubbed(respond, { carriedBy: inProcess, ...rest });
}

describe('a request to a backend in this process', () => {
  test('has the key, the query without what is left out, and JSON', async () => {
    const { client, requests } = inTurn([labelList, labelList, none]);
    await client.validLabels('a b');
    await client.validLabels();
    await client.ackTask(taskId, '1302');
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET http://backend.test/api/v1/text_labels/valid_labels?message_id=a+b',
      'GET http://backend.test/api/v1/text_labels/valid_labels',
      `POST http://backend.test/api/v1/tasks/${taskId}/ack`,
    ]);
    expect(requests.map(({ headers }) => headers.get('x-api-key'))).toEqual(Array(3).fill('sesame-key-7'));
    expect(requests.map(({ headers }) => headers.get('content-type'))).toEqual([
      null,
      null,
      'application/json',
    ]);
    expect(await requests[2]?.json()).toEqual({ message_id: '1302' });
  });

  test('whose answer makes no sense is told from one that got none', async () => {
    expect(await failure(inTurn([() => new Response('<h1>')]).client.reportLabels())).toBeInstanceOf(
      NotUnderstood,
    );
    const broken = inTurn([() => Promise.reject(new Error('a secret'))]);
    const error = await failure(broken.client.reportLabels());
    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).not.toContain('secret');
  });

  test('that is refused says why, and when to come again', async () => {
    const { client, requests } = inTurn([() => refusal(429, 429, { 'retry-after': '7' })]);
    expect(await failure(client.ackTask(taskId, '1302'))).toMatchObject({
      constructor: TooManyRequests,
      status: 429,
      retryAfter: 7,
    });
    expect(requests).toHaveLength(1);
  });
});

describe('what a busy database has undone', () => {
  test('is asked for again where that is safe, the same each time, after the pauses asked for', async () => {
    const pauses: number[] = [];
    const pauseMs = (repetition: number) => pauses.push(repetition) * 0;
    const { client, requests } = inTurn([() => refusal(503, 4), () => refusal(503, 4), none], { pauseMs });
    await client.ackTask(taskId, '1302');
    const bodies = await Promise.all(requests.map((request) => request.text()));
    expect(bodies).toEqual(Array(3).fill('{"message_id":"1302"}'));
    expect(pauses).toEqual([1, 2]);
  });

  test('is given up after the third time', async () => {
    const { client, requests } = inTurn([() => refusal(503, 4)]);
    expect(await failure(client.reportLabels())).toMatchObject({ status: 503, code: 4 });
    expect(requests).toHaveLength(3);
  });

  test.each([
    ['an answer', text],
    ['labels', labels],
  ])('is not sent again when it is %s', async (_what, interaction) => {
    const { client, requests } = inTurn([() => refusal(503, 4)]);
    expect(await failure(client.postInteraction(interaction))).toMatchObject({ status: 503, code: 4 });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['nothing to do', 503, 1006],
    ['a ban', 503, 4001],
    ['a failure inside', 500, 0],
  ])('is another thing than %s, which is not asked for again', async (_what, status, code) => {
    const { client, requests } = inTurn([() => refusal(status, code)]);
    expect(await failure(client.ackTask(taskId, '1302'))).toMatchObject({ status, code });
    expect(requests).toHaveLength(1);
  });
});

describe('a call that has had its time', () => {
  const silence = () => new Promise<Response>(() => {});

  test.each([
    ['no answer', silence],
    ['an answer that does not end', () => new Response(new ReadableStream())],
  ])('ends with %s', async (_what, answer) => {
    const { client } = inTurn([answer], { timeoutMs: 20 });
    const error = await failure(client.fetchRandomTask(user, { lang: 'en' }));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).toContain('no answer within 20 ms');
  });

  test('is not begun again once its pause is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const pausing = Promise.withResolvers<void>();
      const pauseMs = () => {
        pausing.resolve();
        return 30;
      };
      const { client, requests } = inTurn([() => refusal(503, 4)], { timeoutMs: 20, pauseMs });
      const outcome = failure(client.reportLabels());
      await pausing.promise;
      await vi.advanceTimersByTimeAsync(20);
      expect(await outcome).toBeInstanceOf(Unreachable);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(requests).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('leaves no timer behind when it was answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await inTurn([labelList]).client.reportLabels();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
