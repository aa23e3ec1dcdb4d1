import { generateKeyPairSync, sign } from 'node:crypto';
import { REST } from '@discordjs/rest';
import type { APIInteraction, APIInteractionResponse } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { FRESH_MS, receiver } from '../../../src/discord/http/receive.ts';
import { createVerifier } from '../../../src/discord/http/signature.ts';
import type { ResponseChannel } from '../../../src/discord/response-channel.ts';
import { rememberInteractions } from '../../../src/discord/seen.ts';
import { testClock } from '../../support/clock.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const { x = '' } = publicKey.export({ format: 'jwk' });
const command = {
  id: '1180000000000000000',
  application_id: '2',
  type: 2,
  token: 'token',
  data: { name: 'go' },
};
const hello: APIInteractionResponse = { type: 4, data: { content: 'Hello' } };
const yes = Promise.resolve(true);

/** A receiver whose router does with each interaction what the test says. */
function scene(answer: (channel: ResponseChannel) => Promise<unknown> = say(hello)) {
  const clock = testClock();
  const turnedAway: string[] = [];
  const handled: APIInteraction[] = [];
  const checked: string[] = [];
  const isSigned = createVerifier(Buffer.from(x, 'base64url').toString('hex'));
  const state = { isOpen: true };
  const handle = async (interaction: APIInteraction, channel: ResponseChannel) => {
    handled.push(interaction);
    await answer(channel);
  };
  const rest = new REST();
  const receive = receiver({
    isSigned: async (signature, timestamp, body) => {
      checked.push(signature);
      return await isSigned(signature, timestamp, body);
    },
    isNew: rememberInteractions(clock, 2 * FRESH_MS),
    router: () => (state.isOpen ? { handle } : undefined),
    rest: { quick: rest, patient: rest, starting: rest },
    clock,
    turnedAway: (why) => turnedAway.push(why),
  });
  const at = () => String(Math.floor(clock.now() / 1_000));
  return { clock, turnedAway, handled, checked, receive, state, at };
}

function say(...bodies: APIInteractionResponse[]) {
  return async (channel: ResponseChannel) => {
    for (const body of bodies) await channel.respond(body, AbortSignal.timeout(60_000));
  };
}

function signature(timestamp: string, body: string): string {
  return sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
}

/** A request as Discord makes it, with what is to be different. */
function requestWith(timestamp: string, sent: unknown, headers: Record<string, string> = {}): Request {
  const body = typeof sent === 'string' ? sent : JSON.stringify(sent);
  return new Request('http://bot.test/interactions', {
    method: 'POST',
    headers: {
      'x-signature-ed25519': signature(timestamp, body),
      'x-signature-timestamp': timestamp,
      ...headers,
    },
    body,
  });
}

/** A request whose body tells how much of it was asked for. */
function endless(headers: Record<string, string>) {
  const asked = { chunks: 0 };
  const body = new ReadableStream(
    {
      pull(controller) {
        asked.chunks += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request('http://bot.test/', { method: 'POST', headers, body, duplex: 'half' });
  return { asked, request };
}

test('Discord asks whether somebody is there, and is told', async () => {
  const { receive, at, handled } = scene();
  const response = await receive(requestWith(at(), { ...command, type: 1 }), yes);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual({ type: 1 });
  expect(handled).toEqual([]);
});

test('what a person did goes to the router as it came, and the first answer is the response', async () => {
  const { receive, at, handled } = scene();
  const response = await receive(requestWith(at(), command), yes);
  expect([response.status, await response.json()]).toEqual([200, hello]);
  expect(handled).toEqual([command]);
});

test('an interaction that comes again is answered once', async () => {
  const { receive, at, handled } = scene();
  await receive(requestWith(at(), command), yes);
  const again = await receive(requestWith(at(), command), yes);
  expect([again.status, await again.text()]).toEqual([202, '']);
  expect(handled).toHaveLength(1);
});

describe('refused, with nothing handled, is', () => {
  test.each([
    ['a missing signature', { 'x-signature-ed25519': '' }],
    ['a signature of the wrong length', { 'x-signature-ed25519': 'ab'.repeat(63) }],
    ['a signature of something else', { 'x-signature-ed25519': signature('0', '{}') }],
    ['a missing timestamp', { 'x-signature-timestamp': '' }],
    ['a timestamp that is none', { 'x-signature-timestamp': '1e9' }],
  ])('%s', async (_name, headers) => {
    const { receive, at, handled } = scene();
    expect((await receive(requestWith(at(), command, headers), yes)).status).toBe(401);
    expect(handled).toEqual([]);
  });

  test.each([
    ['a minute ago', -FRESH_MS - 1_000],
    ['in a minute', FRESH_MS + 1_000],
  ])('what was signed %s', async (_name, ms) => {
    const { receive, clock, turnedAway } = scene();
    const at = (away: number) => String(Math.floor((clock.now() + away) / 1_000));
    expect((await receive(requestWith(at(ms), command), yes)).status).toBe(401);
    expect((await receive(requestWith(at(ms - Math.sign(ms) * 1_000), command), yes)).status).toBe(200);
    expect(turnedAway).toEqual(['stale']);
  });

  test.each([['not JSON'], ['[]'], ['{"type":2}'], ['null']])('the body %s', async (body) => {
    const { receive, at, handled } = scene();
    expect((await receive(requestWith(at(), body), yes)).status).toBe(400);
    expect(handled).toEqual([]);
  });

  test('whatever comes while nobody answers', async () => {
    const { receive, at, state, handled } = scene();
    state.isOpen = false;
    expect((await receive(requestWith(at(), command), yes)).status).toBe(503);
    state.isOpen = true;
    expect((await receive(requestWith(at(), command), yes)).status).toBe(200); // it was not taken before
    expect(handled).toHaveLength(1);
  });
});

describe('a stranger costs nearly nothing:', () => {
  test('without a signature, or long after it, no byte is read and nothing computed', async () => {
    const { receive, at, checked, turnedAway } = scene();
    const strangers: Record<string, string>[] = [
      { 'x-signature-timestamp': at() },
      { 'x-signature-ed25519': '0'.repeat(128), 'x-signature-timestamp': '1700000000' },
    ];
    for (const headers of strangers) {
      const { asked, request } = endless(headers);
      expect((await receive(request, yes)).status).toBe(401);
      expect(asked.chunks).toBe(0);
    }
    expect(checked).toEqual([]);
    expect(turnedAway).toEqual(['unsigned', 'stale']);
  });

  test('of a body that does not end no more than half a megabyte is read, and nothing computed', async () => {
    const { receive, at, checked } = scene();
    const { asked, request } = endless({
      'x-signature-ed25519': '0'.repeat(128),
      'x-signature-timestamp': at(),
    });
    expect((await receive(request, yes)).status).toBe(413);
    expect(asked.chunks).toBe(9); // of 64 KiB each, the last one too much
    expect(checked).toEqual([]);
  });
});

describe('the request does not stay open', () => {
  test('when nobody answers', async () => {
    const { receive, at } = scene(async () => {});
    expect((await receive(requestWith(at(), command), yes)).status).toBe(202);
  });

  test('after the three seconds in which Discord takes an answer', async () => {
    const begun = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    const outcome = Promise.withResolvers<unknown>();
    const { receive, at, clock } = scene(async (channel) => {
      begun.resolve();
      await late.promise;
      await say(hello)(channel).catch(outcome.resolve);
    });
    const response = receive(requestWith(at(), command), yes);
    await begun.promise;
    clock.advance(3_000);
    expect((await response).status).toBe(202);
    late.resolve();
    expect(await outcome.promise).toEqual(new Error('The time for an answer is over'));
  });
});

test('whoever answers is told when the answer did not go out', async () => {
  const outcome = Promise.withResolvers<unknown>();
  const { receive, at } = scene((channel) => say(hello)(channel).catch(outcome.resolve));
  await receive(requestWith(at(), command), Promise.resolve(false));
  expect(await outcome.promise).toEqual(new Error('Discord has gone before the answer went out'));
});
