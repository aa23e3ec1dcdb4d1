import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { OasstClient } from '../../src/oasst/client.ts';
import { codes, TooManyRequests } from '../../src/oasst/errors.ts';
import { Interaction } from '../../src/oasst/interactions.ts';
import { User } from '../../src/oasst/protocol.ts';
import { Binding, TaskRequest } from '../../src/oasst/requests.ts';
import { failure, stubbed } from './double.ts';
import { messageId, report, taskId, text, user, userId } from './samples.ts';

// Recorded from a real backend. Kept outside of the repository, so these tests run where it lies and say so elsewhere.
const record = new URL('../../../shared/oasst-exchanges.json', import.meta.url);
const missing = !existsSync(record);

const Exchange = z.object({
  name: z.string(),
  request: z.object({ method: z.string(), path: z.string(), body: z.unknown() }),
  response: z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
});
type Exchange = z.infer<typeof Exchange>;

const lang = 'en';
const calls: [endpoint: RegExp, run: (client: OasstClient) => Promise<unknown>][] = [
  [/^POST \/tasks\/?$/, (client) => client.fetchRandomTask(user, { lang })],
  [/^POST \/tasks\/[^/]+\/ack$/, (client) => client.ackTask(taskId, '1302')],
  [/^POST \/tasks\/[^/]+\/nack$/, (client) => client.nackTask(taskId, user)],
  [/^POST \/tasks\/interaction\/?$/, (client) => client.postInteraction(text)],
  [/^POST \/tasks\/availability\/?$/, (client) => client.availability(user, lang)],
  [/^POST \/tasks\/close$/, (client) => client.closeTask('1302')],
  [/^GET \/frontend_users\/[^/]+\/[^/]+$/, (client) => client.getFrontendUser(user)],
  [/^POST \/frontend_users\/?$/, (client) => client.createFrontendUser(user)],
  [/^GET \/users\/[^/]+\/stats$/, (client) => client.userStats(userId)],
  [/^GET \/users\/[^/]+\/stats\/[^/]+$/, (client) => client.userScore(userId, 'day')],
  [/^GET \/users\/[^/]+\/stats\/[^/]+\/window$/, (client) => client.userWindow(userId, 'day')],
  [/^GET \/leaderboards\/[^/]+$/, (client) => client.leaderboard('day')],
  [/^GET \/admin\/backend_settings\/public$/, (client) => client.statsIntervals()],
  [/^GET \/text_labels\/valid_labels$/, (client) => client.validLabels()],
  [/^GET \/text_labels\/report_labels$/, (client) => client.reportLabels()],
  [/^POST \/text_labels\/?$/, (client) => client.report(report)],
  [/^POST \/messages\/[^/]+\/emoji$/, (client) => client.emoji(messageId, user, '+1')],
  [/^GET \/messages\/[^/]+$/, (client) => client.message(messageId)],
  [/^GET \/messages\/[^/]+\/conversation$/, (client) => client.conversation(messageId)],
  [/^GET \/messages\/[^/]+\/tree$/, (client) => client.tree(messageId)],
  [/^GET \/messages\/[^/]+\/tree\/state$/, (client) => client.treeState(messageId)],
];

function callFor({ request }: Pick<Exchange, 'request'>) {
  const endpoint = `${request.method} ${request.path.replace(/\?.*/, '').replace('/api/v1', '')}`;
  return calls.find(([pattern]) => pattern.test(endpoint) && !/\/messages\/cursor$/.test(endpoint));
}

/** Makes the client do what was done in a recorded request. */
function retrace(client: OasstClient, { path, body }: Exchange['request']): Promise<unknown> {
  const [, id = '', rest = ''] = /^\/api\/v1\/(?:tasks|messages)\/([^/]*)(.*)$/.exec(path) ?? [];
  if (rest === '/ack') return client.ackTask(id, Binding.parse(body).message_id);
  if (rest === '/tree') return client.tree(id);
  if (rest === '/tree/state') return client.treeState(id);
  if (id === 'interaction') return client.postInteraction(Interaction.parse(body));
  if (id.startsWith('availability')) return client.availability(User.parse(body), id.replace(/.*=/, ''));
  const { type, user, ...options } = TaskRequest.parse(body);
  return client.fetchTask(type, user, options);
}

/** A client that gets the recorded answer, and that nobody is known before they are created. */
function replaying({ request, response }: Exchange) {
  return stubbed(({ method }) => {
    if (method !== request.method) return Response.json({ error_code: codes.userNotFound }, { status: 404 });
    const { status, headers, body } = response;
    return new Response(recordedBody(response, body), { status, headers });
  }).client;
}

function recordedBody({ status, headers }: Exchange['response'], body: unknown): string | null {
  const empty = body === null && headers['content-length'] !== '4'; // "null" is four bytes long, nothing is none
  return status === 204 || empty ? null : JSON.stringify(body);
}

const notice = missing ? ' (SKIPPED: ../shared/oasst-exchanges.json is not here)' : '';

describe.skipIf(missing)(`every exchange recorded with a real backend${notice}`, () => {
  const exchanges = missing ? [] : z.array(Exchange).parse(JSON.parse(readFileSync(record, 'utf8')));
  const used = exchanges.filter(callFor);
  const good = used.filter(({ response }) => response.status < 300);
  const bad = used.filter(({ response }) => response.status >= 300);

  test('the record is a record: hundreds of answers and refusals, and some of every endpoint', () => {
    expect(good.length).toBeGreaterThan(250);
    expect(bad.length).toBeGreaterThan(150);
    expect(new Set(used.map(callFor)).size).toBe(calls.length);
  });

  test('the whole life of a tree is walked with exactly the recorded requests', async () => {
    const walk = exchanges.filter(({ name, request }) => /^golden-path/.test(name) && callFor({ request }));
    expect(walk.length).toBeGreaterThan(30);
    for (const { request, response } of walk) {
      const { client, requests } = stubbed(() => {
        const { status, headers, body } = response;
        return new Response(recordedBody(response, body), { status, headers });
      });
      await retrace(client, request);
      const [sent, ...more] = requests;
      expect(more).toEqual([]);
      expect(`${sent?.method} ${sent?.url}`).toBe(`${request.method} http://backend.test${request.path}`);
      expect(await sent?.json().catch(() => null)).toEqual(request.body);
    }
  });

  test('every error code in the record has a name', () => {
    const coded = z.object({ response: z.object({ body: z.object({ error_code: z.int() }) }) });
    const seen = exchanges.flatMap(
      (exchange) => coded.safeParse(exchange).data?.response.body.error_code ?? [],
    );
    expect(new Set(seen).size).toBeGreaterThan(25);
    expect(Object.values(codes)).toEqual(expect.arrayContaining([...new Set(seen)]));
  });

  test.each(good)('$name is understood', async (exchange) => {
    const value = await callFor(exchange)?.[1](replaying(exchange));
    expect(value).toEqual(expected(exchange));
  });

  test.each(bad)('$name becomes the right error', async (exchange) => {
    const error = await failure(callFor(exchange)?.[1](replaying(exchange)) ?? Promise.resolve());
    const { status, body } = exchange.response;
    const code = z.object({ error_code: z.int() }).safeParse(body).data?.error_code;
    expect({ status: error.status, code: error.code }).toEqual({ status, code });
    expect(error.name).toBe(status === 429 ? 'TooManyRequests' : 'OasstError');
    if (error instanceof TooManyRequests) expect(error.retryAfter).toBeOneOf([239, 120]);
  });
});

/** What the client should make of a recorded answer: everything in it but what is deprecated or means nothing. */
function expected({ request, response: { status, body } }: Exchange): unknown {
  if (status === 204) return undefined;
  if (/_labels/.test(request.path)) return z.object({ valid_labels: z.unknown() }).parse(body).valid_labels;
  if (/backend_settings/.test(request.path)) {
    const told = z.record(z.string(), z.unknown()).parse(body);
    const of = (frame: string) => told[`USER_STATS_INTERVAL_${frame.toUpperCase()}`];
    return Object.fromEntries(['day', 'week', 'month', 'total'].map((frame) => [frame, of(frame)]));
  }
  const board = z.looseObject({ leaderboard: z.array(z.unknown()) }).safeParse(body).data;
  if (board) return { ...board, unread: 0 }; // no row of the record is left out
  if (!/\/tasks\/$/.test(request.path)) return body;
  const { replies, prompts, reply, prompt, ...task } = z.record(z.string(), z.unknown()).parse(body);
  return task;
}
