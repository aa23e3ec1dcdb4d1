import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { NotUnderstood, OasstError, TooManyRequests } from '../../src/oasst/errors.ts';
import { failure, stubbed } from './double.ts';
import { taskId, text, user } from './samples.ts';

const html = '<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>';

function answering(body: string | null, status: number, headers: Record<string, string> = {}) {
  const init = { status, headers: { 'content-type': 'application/json', ...headers } };
  return stubbed(() => new Response(body, init)).client;
}

describe('a refusal becomes an error with its status and code', () => {
  test.each([
    ['the backend’s own shape', 400, '{"error_code":2105,"message":"Task already done"}', 2105],
    ['an unhandled exception', 500, '{"message":"INTERNAL_SERVER_ERROR","error_code":0}', 0],
    ['a code without a message', 404, '{"error_code":2001}', 2001],
    ['a code nobody has heard of', 418, '{"error_code":77777,"message":"?"}', 77777],
    ['a plain detail', 404, '{"detail":"Not Found"}', undefined],
    ['an empty list of details', 422, '{"detail":[]}', undefined],
    ['an empty body', 500, '', undefined],
    ['broken JSON', 500, '{"error_code":21', undefined],
    ['JSON that is no object', 400, '[1,2]', undefined],
    ['a null', 400, 'null', undefined],
    ['a code that is text', 400, '{"error_code":"2105","message":"x"}', undefined],
    ['a page of a proxy that says it is JSON', 403, html, undefined],
  ])('%s', async (_shape, status, body, code) => {
    const error = await failure(answering(body, status).postInteraction(text));
    expect(error).toMatchObject({ name: 'OasstError', status, code });
    expect(error.request).toEqual({ method: 'POST', path: '/api/v1/tasks/interaction' });
  });

  test('a page of a proxy', async () => {
    const error = await failure(answering(html, 500, { 'content-type': 'text/html' }).reportLabels());
    expect(error).toMatchObject({ name: 'OasstError', status: 500, code: undefined });
  });

  test('the backend’s own shape behind a proxy that forgets the content type', async () => {
    const body = '{"error_code":4003,"message":"x"}';
    const error = await failure(answering(body, 451, { 'content-type': 'text/plain' }).postInteraction(text));
    expect(error).toMatchObject({ status: 451, code: 4003 });
  });

  test('its message names the code', async () => {
    const error = await failure(answering('{"error_code":2105,"message":"x"}', 400).postInteraction(text));
    expect(error.message).toBe('POST /api/v1/tasks/interaction: 400 taskAlreadyDone (2105)');
  });

  test('its message names the fields that were not valid', async () => {
    const loc = (...path: (string | number)[]) => ({
      loc: ['body', ...path],
      msg: 'bad',
      type: 'value_error',
    });
    const detail = [
      loc('user', 'display_name'),
      loc('ranking', 2),
      loc('ranking', 2),
      loc('labels', 'So sad!'),
    ];
    const error = await failure(answering(JSON.stringify({ detail }), 422).postInteraction(text));
    expect(error.message).toBe(
      'POST /api/v1/tasks/interaction: 422, invalid: body.user.display_name, body.ranking.2, body.labels.*',
    );
  });
});

describe('too many requests', () => {
  const now = Date.UTC(2026, 10, 22, 12, 0, 0);
  const tooMany = (message: string, headers: Record<string, string> = {}, status = 429) =>
    failure(
      stubbed(() => Response.json({ error_code: 429, message }, { status, headers }), {
        now: () => now,
      }).client.fetchRandomTask(user, { lang: 'en' }),
    );

  test.each([
    ['the text, as the reference backend has it', 'Too Many Requests. Retry After 239 seconds.', {}, 239],
    ['a header in seconds', '', { 'retry-after': '17' }, 17],
    ['a header with a date', '', { 'retry-after': 'Sun, 22 Nov 2026 12:01:30 GMT' }, 90],
    ['a header with a date gone by', '', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    ['the header before the text', 'Retry After 239 seconds.', { 'retry-after': '5' }, 5],
    ['the text after a header nobody understands', 'Retry After 8 seconds.', { 'retry-after': 'soon' }, 8],
    ['nothing', 'Slow down', {}, undefined],
    ['a number beyond all numbers', `Retry After ${'9'.repeat(400)} seconds.`, {}, undefined],
    ['half a number', '', { 'retry-after': '12 minutes' }, undefined],
  ])('the seconds come from %s', async (_source, message, headers, seconds) => {
    const error = await tooMany(message, { ...headers });
    expect(error).toBeInstanceOf(TooManyRequests);
    expect(error).toMatchObject({ status: 429, code: 429, retryAfter: seconds });
  });

  test('a proxy’s 429 without a body counts too', async () => {
    const error = await failure(answering('', 429, { 'retry-after': '3' }).reportLabels());
    expect(error).toMatchObject({ name: 'TooManyRequests', status: 429, code: undefined, retryAfter: 3 });
  });
});

describe('a success that cannot be read', () => {
  test.each([
    ['a web page', html, 'not JSON'],
    ['broken JSON', '{"id": "', 'not JSON'],
    ['nothing', '', 'the whole: Invalid input'],
    ['something else', '{"labels": []}', 'valid_labels: Invalid input'],
    ['a label without a name', '{"valid_labels":[{"name":""}]}', 'valid_labels.0.name: Too small'],
  ])('%s is NotUnderstood, and the message says why', async (_what, body, why) => {
    const error = await failure(answering(body, 200).reportLabels());
    expect(error).toBeInstanceOf(NotUnderstood);
    expect(error.status).toBe(200);
    expect(error.message).toContain(
      `GET /api/v1/text_labels/report_labels: answer 200 not understood: ${why}`,
    );
  });

  test('a 204 that says it is JSON is simply done', async () => {
    expect(await answering(null, 204).ackTask(taskId, '1302')).toBeUndefined();
  });

  test.each(['null', '{}', ' \n'])('a call that answers nothing also takes %j with a 200', async (body) => {
    expect(await answering(body, 200).nackTask(taskId, user)).toBeUndefined();
  });

  test('a web page in place of a 204 does not count as done', async () => {
    const error = await failure(
      answering(html, 200, { 'content-type': 'text/html' }).ackTask(taskId, '1302'),
    );
    expect(error).toBeInstanceOf(NotUnderstood);
  });

  test('a 204 where a task should be is not understood', async () => {
    expect(await failure(answering(null, 204).fetchRandomTask(user, { lang: 'en' }))).toBeInstanceOf(
      NotUnderstood,
    );
  });

  test('a byte order mark and spaces around the JSON do no harm', async () => {
    expect(await answering('\uFEFF {"valid_labels":[]}\n', 200).reportLabels()).toEqual([]);
  });

  test('half characters in an answer become whole ones', async () => {
    const label = '{"name":"odd","widget":"flag","display_text":"a\\ud83d b\\ud83d\\ude00 \\uDE00"}';
    const [odd] = await answering(`{"valid_labels":[${label}]}`, 200).reportLabels();
    expect(odd?.display_text).toBe('a\uFFFD b😀 \uFFFD');
  });

  test('a body that goes on and on is given up at 16 MiB', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
        if (sent === 64) controller.close();
      },
    });
    const error = await failure(stubbed(() => new Response(endless)).client.reportLabels());
    expect(error).toMatchObject({ name: 'NotUnderstood' });
    expect(error.message).toContain('too long');
    expect(sent).toBeLessThan(24);
  });

  test('such an error page is given up as well, and its status kept', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
        if (sent === 64) controller.close();
      },
    });
    const error = await failure(stubbed(() => new Response(endless, { status: 500 })).client.reportLabels());
    expect(error).toMatchObject({ name: 'OasstError', status: 500 });
    expect(sent).toBeLessThan(24);
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    const { client, requests } = stubbed(
      () => new Response(null, { status, headers: { location: 'https://elsewhere.test/steal?x=1' } }),
    );
    const error = await failure(client.postInteraction(text));
    expect(error).toMatchObject({ name: 'OasstError', status });
    expect(error.message).toContain('a redirect to https://elsewhere.test, which is not followed');
    expect(error.message).not.toContain('steal');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.redirect).toBe('manual');
  });

  test('one without a usable location is an error like any other', async () => {
    const error = await failure(answering(null, 307, { location: '/api/v1/tasks/' }).reportLabels());
    expect(error.message).toContain('307, a redirect, which is not followed');
  });
});

test('no error shows the key, what people wrote or what the backend said', async () => {
  const secret = /sesame-key-7|Zwei Zeilen|Nelly|hush/;
  const echo = JSON.stringify({ error_code: 1, message: `hush ${text.text} sesame-key-7`, detail: ['hush'] });
  const calls = [
    () => answering(echo, 400).postInteraction(text),
    () => answering(`hush ${text.text}`, 502).postInteraction(text),
    () => answering(`hush {${text.text}`, 200).postInteraction(text),
    () => answering(`{"type":"hush","id":"hush sesame-key-7"}`, 200).postInteraction(text),
    () => answering(echo, 429).postInteraction(text),
    () =>
      stubbed(() =>
        Promise.reject(new TypeError('fetch failed', { cause: new Error(`hush ${echo}`) })),
      ).client.ackTask(taskId, 'a'),
    () =>
      stubbed(() =>
        Promise.reject(Object.assign(new Error('hush'), { code: 'hush' })),
      ).client.postInteraction(text),
    () => answering('', 200).postInteraction({ ...text, lang: '', text: 'hush' }),
    () => answering('', 200).postInteraction({ ...text, user: { ...user, display_name: 'hush'.repeat(99) } }),
  ];
  for (const call of calls) {
    const error = await failure(call());
    expect(error).toBeInstanceOf(OasstError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(secret);
    expect(error.stack).not.toMatch(secret);
    expect(error.cause).toBeUndefined();
  }
});
