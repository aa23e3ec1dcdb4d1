import { describe, expect, test } from 'vitest';
import type { OasstClient } from '../../src/oasst/client.ts';
import { NotUnderstood, Unreachable } from '../../src/oasst/errors.ts';
import { clientOf, double, failure, json, type Reply, stubbed } from './double.ts';
import { labels, messageId, report, taskId, text, user } from './samples.ts';

const lang = 'en';
const repeatable: [string, (client: OasstClient) => Promise<unknown>][] = [
  ['a read', (client) => client.reportLabels()],
  ['an ack', (client) => client.ackTask(taskId, '1302')],
  ['a nack', (client) => client.nackTask(taskId, user, 'no time')],
];
const unrepeatable: [string, (client: OasstClient) => Promise<unknown>][] = [
  ['a task request', (client) => client.fetchRandomTask(user, { lang })],
  ['an answer', (client) => client.postInteraction(text)],
  ['labels', (client) => client.postInteraction(labels)],
  ['a report', (client) => client.report(report)],
  ['a reaction', (client) => client.emoji(messageId, user, '+1')],
  ['asking what there is', (client) => client.availability(user, lang)],
  ['closing', (client) => client.closeTask('1302')],
];

const reset: Reply = (response) => response.destroy();
const silence: Reply = () => {};
const halfBody: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"valid_labels": [', () => response.destroy());
};
const stalledBody: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"valid_labels": [');
};
const fine: Reply = (response, request, before) => {
  const answer = request.method === 'GET' ? json({ valid_labels: [] }) : json(undefined, 204);
  answer(response, request, before);
};

/** Plays the replies one after the other, the last one for ever. */
function inTurn(...replies: Reply[]): Reply {
  return (response, request, before) =>
    replies[Math.min(before, replies.length - 1)]?.(response, request, before);
}

describe('what is safe to repeat is repeated', () => {
  test.each(repeatable)(
    '%s survives two broken connections, and says the same each time',
    async (_what, run) => {
      await using backend = await double(inTurn(reset, reset, fine));
      await run(clientOf(backend.url));
      expect(backend.received).toHaveLength(3);
      const [first, second, third] = backend.received.map(({ method, path, body }) => ({
        method,
        path,
        body,
      }));
      expect(second).toEqual(first);
      expect(third).toEqual(first);
    },
  );

  test.each(repeatable)('%s survives a gateway that has lost its backend', async (_what, run) => {
    const page =
      (status: number): Reply =>
      (response) =>
        response.writeHead(status).end('<h1>Oops</h1>');
    await using backend = await double(inTurn(page(502), page(504), fine));
    await run(clientOf(backend.url));
    expect(backend.received).toHaveLength(3);
  });

  test.each(repeatable)('%s is given up after the third broken connection', async (_what, run) => {
    await using backend = await double(reset);
    expect(await failure(run(clientOf(backend.url)))).toBeInstanceOf(Unreachable);
    expect(backend.received).toHaveLength(3);
  });

  test('a database conflict is tried again', async () => {
    await using backend = await double(inTurn(json({ error_code: 4, message: 'conflict' }, 503), fine));
    await clientOf(backend.url).ackTask(taskId, '1302');
    expect(backend.received).toHaveLength(2);
  });

  test('the pauses are the ones asked for', async () => {
    const pauses: number[] = [];
    await using backend = await double(reset);
    const pauseMs = (repetition: number) => pauses.push(repetition) * 0;
    await failure(clientOf(backend.url, { pauseMs }).reportLabels());
    expect(pauses).toEqual([1, 2]);
  });

  test.each([
    ['nothing to do', 503, 1006],
    ['a ban', 503, 4001],
    ['a failure inside', 500, 0],
    ['a refusal', 404, 2100],
    ['the limiter', 429, 429],
  ])('%s is an answer, and is not asked for again', async (_what, status, code) => {
    await using backend = await double(json({ error_code: code, message: 'no' }, status));
    expect(await failure(clientOf(backend.url).ackTask(taskId, '1302'))).toMatchObject({ status, code });
    expect(backend.received).toHaveLength(1);
  });
});

describe('what may have happened is never done twice', () => {
  test.each(unrepeatable)('%s is sent once over a connection that breaks', async (_what, run) => {
    await using backend = await double(inTurn(reset, fine));
    const error = await failure(run(clientOf(backend.url)));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ status: undefined, code: undefined });
    expect(backend.received).toHaveLength(1);
  });

  test.each(unrepeatable)('%s is sent once through a gateway that fails', async (_what, run) => {
    await using backend = await double(json({}, 502));
    expect(await failure(run(clientOf(backend.url)))).toMatchObject({ name: 'OasstError', status: 502 });
    expect(backend.received).toHaveLength(1);
  });

  test('an answer over a connection that died while it was idle is sent once', async () => {
    await using backend = await double(inTurn(fine, reset));
    const client = clientOf(backend.url);
    await client.reportLabels();
    expect(await failure(client.postInteraction(text))).toBeInstanceOf(Unreachable);
    expect(backend.received).toHaveLength(2);
  });

  test('a read over such a connection gets a fresh one', async () => {
    await using backend = await double(inTurn(fine, reset, fine));
    const client = clientOf(backend.url);
    await client.reportLabels();
    expect(await client.reportLabels()).toEqual([]);
    expect(backend.received).toHaveLength(3);
  });
});

describe('no answer', () => {
  test('from a port where nobody listens: says so, for reads and answers alike', async () => {
    const { url } = await (async () => {
      await using gone = await double(silence);
      return { url: gone.url };
    })();
    const client = clientOf(url);
    for (const call of [() => client.reportLabels(), () => client.postInteraction(text)]) {
      const error = await failure(call());
      expect(error).toBeInstanceOf(Unreachable);
      expect(error.message).toContain('no answer (ECONNREFUSED)');
    }
  });

  test.each([...repeatable, ...unrepeatable])(
    'in time: %s is given up, and not repeated',
    async (_what, run) => {
      await using backend = await double(silence);
      const error = await failure(run(clientOf(backend.url, { timeoutMs: 100 })));
      expect(error).toBeInstanceOf(Unreachable);
      expect(error.message).toContain('no answer within 100 ms');
      expect(backend.received.length).toBeLessThan(2); // none when a busy machine has not even connected by then
    },
  );

  test('to the end: a body that stops coming counts as well', async () => {
    await using backend = await double(stalledBody);
    const error = await failure(clientOf(backend.url, { timeoutMs: 100 }).reportLabels());
    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).toContain('no answer within 100 ms');
  });

  test('to the end: so does the body of a refusal', async () => {
    await using backend = await double((response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.write('{"error_code":');
    });
    const error = await failure(clientOf(backend.url, { timeoutMs: 100 }).postInteraction(text));
    expect(error).toBeInstanceOf(Unreachable);
  });

  test('whole: half a body is no answer', async () => {
    await using backend = await double(halfBody);
    expect(await failure(clientOf(backend.url).fetchRandomTask(user, { lang }))).toBeInstanceOf(Unreachable);
    expect(backend.received).toHaveLength(1);
  });

  test('in HTTP: another protocol on that port is no answer', async () => {
    await using backend = await double((response) => {
      response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n');
    });
    const error = await failure(clientOf(backend.url).postInteraction(text));
    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).not.toContain('SSH');
  });

  test('from a fetch that ignores being aborted: the call ends all the same', async () => {
    const { client } = stubbed(() => new Promise<Response>(() => {}), { timeoutMs: 20 });
    expect(await failure(client.postInteraction(text))).toBeInstanceOf(Unreachable);
  });

  test('from a body that ignores being aborted: the call ends all the same', async () => {
    const { client } = stubbed(() => new Response(new ReadableStream()), { timeoutMs: 20 });
    expect(await failure(client.postInteraction(text))).toBeInstanceOf(Unreachable);
  });

  test('in time: a pause that would outlast the call ends it', async () => {
    await using backend = await double(reset);
    const client = clientOf(backend.url, { timeoutMs: 200, pauseMs: () => 60_000 });
    expect(await failure(client.reportLabels())).toBeInstanceOf(Unreachable);
    expect(backend.received.length).toBeLessThan(2);
  });
});

test('a redirect to another host is not followed, so the key stays at home', async () => {
  await using elsewhere = await double(fine);
  await using backend = await double(json(undefined, 307, { location: `${elsewhere.url}/api/v1/tasks/` }));
  expect(await failure(clientOf(backend.url).postInteraction(text))).toMatchObject({ status: 307 });
  expect(await failure(clientOf(backend.url).reportLabels())).toMatchObject({ status: 307 });
  expect(elsewhere.received).toEqual([]);
});

test('a body over the limit is cut off on the wire too', async () => {
  await using backend = await double((response) => {
    response.writeHead(200, { 'content-length': String(64 << 20) });
    response.end(Buffer.alloc(64 << 20, 0x20));
  });
  expect(await failure(clientOf(backend.url).reportLabels())).toBeInstanceOf(NotUnderstood);
});

test('many calls at once do not mix up their answers', async () => {
  await using backend = await double((response, request, before) => {
    json({ valid_labels: [{ name: request.path, widget: 'flag', display_text: '' }] })(
      response,
      request,
      before,
    );
  });
  const client = clientOf(backend.url);
  const ids = Array.from({ length: 50 }, (_, index) => `message-${index}`);
  const answers = await Promise.all(ids.map((id) => client.validLabels(id)));
  expect(answers.map(([label]) => label?.name)).toEqual(
    ids.map((id) => `/api/v1/text_labels/valid_labels?message_id=${id}`),
  );
});
