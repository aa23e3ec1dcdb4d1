import { describe, expect, test } from 'vitest';
import { LONGEST_PAUSE_MS } from '../../../src/backoff.ts';
import { NONCE_MS } from '../../../src/discord/posts/attempt.ts';
import { databases } from '../../support/database.ts';
import { passTime } from '../../support/discord-faults.ts';
import { postCalls, postingIn } from '../../support/posting.ts';
import { waitFor } from '../../support/wait-for.ts';

const [{ open }] = databases as [(typeof databases)[number]];
const scene = async () => await postingIn(await open());

describe('a post', () => {
  test('is written, then changed as the same message', async () => {
    const { posting, put, seen, find, ada, events, made } = await scene();
    await put('One');
    await posting.deliver('p');
    const { id } = ada.last();
    expect(ada.last().ephemeral).toBe(false);
    await put('Two');
    await posting.deliver('p');
    expect(seen()).toEqual(['Two']);
    expect(ada.last().id).toBe(id);
    expect(made()).toEqual(['POST', 'PATCH']);
    expect(await find()).toMatchObject({ state: 'posted', message_id: id, attempts: 0 });
    expect(events).toEqual([
      { id: 'p', outcome: 'shown', messageId: id },
      { id: 'p', outcome: 'shown', messageId: id },
    ]);
  });

  test('goes out once all that it rests on is kept for good', async () => {
    const { newPosting, put, made } = await scene();
    const { promise, resolve } = Promise.withResolvers<void>();
    const posting = newPosting(() => promise);
    await put('One');
    const under = posting.deliver('p');
    await new Promise(setImmediate);
    expect(made()).toEqual([]);
    resolve();
    await under;
    expect(made()).toEqual(['POST']);
  });

  test('goes out in its newest form, and in no other', async () => {
    const { posting, put, seen, made } = await scene();
    for (const text of ['One', 'Two', 'Three']) await put(text);
    await posting.deliver('p');
    for (const text of ['Four', 'Five']) await put(text);
    await posting.deliver('p');
    expect(seen()).toEqual(['Five']);
    expect(made()).toEqual(['POST', 'PATCH']);
  });

  test('that stands as it is wanted is left alone', async () => {
    const { posting, put, made } = await scene();
    await put('One');
    await posting.deliver('p');
    await put('One');
    await posting.deliver('p');
    expect(made()).toEqual(['POST']);
  });

  test('that is changed while it is being written is changed right after', async () => {
    const { sandbox, posting, put, seen, find } = await scene();
    await put('One');
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = sandbox.faults.rest(postCalls.create, { until: promise, seen: true });
    const first = posting.deliver('p');
    await waitFor(() => slow.struck() === 1);
    await put('Two');
    resolve();
    await first;
    expect(await find()).toMatchObject({ state: 'waiting', sent_version: 1, version: 2 });
    await posting.deliver('p');
    expect(seen()).toEqual(['Two']);
  });

  test('is taken away, and forgotten', async () => {
    const { posting, put, remove, seen, find, events } = await scene();
    await put('One');
    await posting.deliver('p');
    await remove();
    await posting.deliver('p');
    expect(seen()).toEqual([]);
    expect(await find()).toBeUndefined();
    expect(events.at(-1)).toEqual({ id: 'p', outcome: 'removed' });
  });

  test('that is taken away before it was written never comes', async () => {
    const { posting, put, remove, find, made } = await scene();
    await put('One');
    await remove();
    await posting.deliver('p');
    expect(await find()).toBeUndefined();
    expect(made()).toEqual([]);
  });

  test('that is wanted again while it is taken away is written again', async () => {
    const { sandbox, posting, put, remove, seen } = await scene();
    await put('One');
    await posting.deliver('p');
    await remove();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = sandbox.faults.rest(postCalls.remove, { until: promise, seen: true });
    const removal = posting.deliver('p');
    await waitFor(() => slow.struck() === 1);
    await put('One');
    resolve();
    await removal;
    await posting.deliver('p');
    expect(seen()).toEqual(['One']);
  });
});

describe('a post whose creation was carried out unseen', () => {
  test.each([
    ['the connection broke', { reset: true as const, seen: true }],
    ['Discord said 502', { status: 502, seen: true }],
  ])('because %s is not doubled', async (_, loss) => {
    const { clock, sandbox, posting, put, seen, find } = await scene();
    sandbox.faults.rest(postCalls.create, loss);
    await put('One');
    await posting.deliver('p');
    expect(await find()).toMatchObject({ state: 'waiting', message_id: null, attempts: 1 });
    clock.advance(2_000);
    await posting.deliver('p');
    expect(seen()).toEqual(['One']);
    expect(await find()).toMatchObject({ state: 'posted' });
  });

  test('because the process died is not doubled by the next', async () => {
    const { clock, sandbox, newPosting, put, seen } = await scene();
    await put('One');
    sandbox.faults.rest(postCalls.create, { until: new Promise(() => {}), seen: true });
    void newPosting().deliver('p'); // never hears of it
    await waitFor(() => seen().length === 1);
    await newPosting().deliver('p'); // still in the other one's hands
    clock.advance(NONCE_MS);
    await newPosting().deliver('p');
    expect(seen()).toEqual(['One']);
  });

  test('is found when Discord has forgotten its nonce', async () => {
    const { clock, sandbox, posting, put, seen, ada, find, made } = await scene();
    sandbox.faults.rest(postCalls.create, { reset: true, seen: true });
    await put('One');
    await posting.deliver('p');
    await sandbox.person('Ben').say('Something else');
    clock.advance(10 * 60_000);
    await posting.deliver('p');
    expect(seen()).toEqual(['One', 'Something else']);
    expect(await find()).toMatchObject({ state: 'posted', message_id: ada.messages()[0]?.id });
    expect(made()).toEqual(['POST', 'GET']);
  });

  test('is found and brought up to date when it was changed in the meantime', async () => {
    const { clock, sandbox, posting, put, seen } = await scene();
    sandbox.faults.rest(postCalls.create, { reset: true, seen: true });
    await put('One');
    await posting.deliver('p');
    await put('Two');
    clock.advance(10 * 60_000);
    await posting.deliver('p');
    await posting.deliver('p');
    expect(seen()).toEqual(['Two']);
  });

  test('is brought up to date as well while its nonce is remembered', async () => {
    const { clock, sandbox, posting, put, seen, made } = await scene();
    sandbox.faults.rest(postCalls.create, { reset: true, seen: true });
    await put('One');
    await posting.deliver('p');
    await put('Two');
    clock.advance(2_000);
    await posting.deliver('p');
    await posting.deliver('p');
    expect(seen()).toEqual(['Two']);
    expect(made()).toEqual(['POST', 'POST', 'PATCH']);
  });

  test('is written when looking shows that it was not', async () => {
    const { clock, sandbox, posting, put, seen } = await scene();
    sandbox.faults.rest(postCalls.create, { reset: true });
    await put('One');
    await posting.deliver('p');
    clock.advance(10 * 60_000);
    await posting.deliver('p');
    expect(seen()).toEqual(['One']);
  });

  test('is written again where looking is forbidden: better twice than never', async () => {
    const { clock, sandbox, posting, put, seen } = await scene();
    sandbox.faults.rest(postCalls.create, { reset: true, seen: true });
    sandbox.faults.rest(postCalls.look, {
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
    });
    await put('One');
    await posting.deliver('p');
    clock.advance(10 * 60_000);
    await posting.deliver('p');
    expect(seen()).toEqual(['One', 'One']);
  });

  test('and is not wanted any more is found and taken away', async () => {
    const { clock, sandbox, posting, put, remove, seen, find } = await scene();
    sandbox.faults.rest(postCalls.create, { reset: true, seen: true });
    await put('One');
    await posting.deliver('p');
    await remove();
    clock.advance(2_000);
    await posting.deliver('p');
    expect(seen()).toEqual([]);
    expect(await find()).toBeUndefined();
  });
});

describe('a post that somebody deleted', () => {
  test('is written again with its next change, if its owner wants that', async () => {
    const { sandbox, posting, put, seen } = await scene();
    await put('One', 'recreate');
    await posting.deliver('p');
    await sandbox.person('Root', { admin: true }).delete();
    await put('Two', 'recreate');
    await posting.deliver('p');
    await posting.deliver('p');
    expect(seen()).toEqual(['Two']);
  });

  test('has come to its end, if its owner wants that, until it is put again', async () => {
    const { sandbox, posting, put, seen, events } = await scene();
    await put('One', 'stop');
    await posting.deliver('p');
    await sandbox.person('Root', { admin: true }).delete();
    await put('Two', 'stop');
    await posting.deliver('p');
    await posting.deliver('p');
    expect(seen()).toEqual([]);
    expect(events.at(-1)).toEqual({ id: 'p', outcome: 'failed', why: 'deleted' });
    await put('Two', 'stop');
    await posting.deliver('p');
    expect(seen()).toEqual(['Two']);
  });

  test('is away, when that was wanted anyway', async () => {
    const { sandbox, posting, put, remove, find } = await scene();
    await put('One');
    await posting.deliver('p');
    await sandbox.person('Root', { admin: true }).delete();
    await remove();
    await posting.deliver('p');
    expect(await find()).toBeUndefined();
  });
});

describe('a channel that does not take a post', () => {
  test.each([
    ['send', 'no_permission'],
    ['view', 'no_permission'],
  ] as const)('because the bot may not %s there ends it, until it is put again', async (right, why) => {
    const { sandbox, posting, put, seen, events, made } = await scene();
    sandbox.channels.deny('general', right);
    await put('One');
    await posting.deliver('p');
    await posting.deliver('p');
    expect(events).toEqual([{ id: 'p', outcome: 'failed', why }]);
    expect(made()).toHaveLength(1);
    sandbox.channels.allow('general', right);
    await put('One');
    await posting.deliver('p');
    expect(seen()).toEqual(['One']);
  });

  test('because it is gone ends it; what is wanted away is away with it', async () => {
    const { sandbox, posting, put, remove, find, events } = await scene();
    await put('One');
    await posting.deliver('p');
    sandbox.channels.remove('general');
    await put('Two');
    await posting.deliver('p');
    expect(events.at(-1)).toEqual({ id: 'p', outcome: 'failed', why: 'no_channel' });
    await remove();
    await posting.deliver('p');
    expect(await find()).toBeUndefined();
  });

  test('because Discord refuses its form ends it', async () => {
    const { posting, put, events } = await scene();
    await put('');
    await posting.deliver('p');
    expect(events).toEqual([{ id: 'p', outcome: 'failed', why: 'refused' }]);
  });
});

describe('an outage', () => {
  test('is waited out, ever longer', async () => {
    const { clock, sandbox, posting, put, seen, find } = await scene();
    sandbox.faults.rest(postCalls.create, { status: 503, times: 2 });
    await put('One');
    const start = clock.now();
    await posting.deliver('p');
    expect((await find())?.not_before).toBe(start + 2_000);
    clock.advance(2_000);
    await posting.deliver('p');
    expect((await find())?.not_before).toBe(start + 6_000);
    clock.advance(4_000);
    await posting.deliver('p');
    expect(seen()).toEqual(['One']);
  });

  test('of three days ends a post', async () => {
    const { clock, sandbox, posting, put, events } = await scene();
    sandbox.faults.rest(postCalls.create, { status: 503, times: 2 });
    await put('One');
    await posting.deliver('p');
    sandbox.faults.rest(postCalls.look, { status: 503, times: 1_000 });
    clock.advance(4 * 24 * LONGEST_PAUSE_MS); // a leap of the clock is no attempt
    let attempts = 1;
    for (; events.length === 0 && attempts < 80; attempts += 1) {
      await posting.deliver('p');
      clock.advance(LONGEST_PAUSE_MS);
    }
    expect(attempts).toBeGreaterThanOrEqual(72); // more where one of them met a limit
    expect(events).toEqual([{ id: 'p', outcome: 'failed', why: 'undelivered' }]);
  });

  test('that is a limit is waited for as long as Discord says', async () => {
    const { clock, sandbox, posting, put, seen, find } = await scene();
    sandbox.faults.rest(postCalls.create, { status: 429, retryAfter: 7 });
    await put('One');
    const start = clock.now();
    await posting.deliver('p');
    const due = (await find())?.not_before ?? 0;
    expect(due).toBeGreaterThanOrEqual(start + 7_000);
    expect(await find()).toMatchObject({ state: 'waiting', doubt_since: null });
    expect(seen()).toEqual([]);
  });
});

describe('the delivery', () => {
  test('brings what waits, what comes, and what another process has left', async () => {
    const { clock, newPosting, put, seen, sandbox } = await scene();
    await put('One');
    const posting = newPosting();
    posting.start();
    await passTime(clock, () => seen()[0] === 'One');
    await put('Two');
    posting.wake();
    await passTime(clock, () => seen()[0] === 'Two');
    await put('Three'); // by a process that dies before it wakes anybody
    await waitFor(() => {
      clock.advance(clock.next() ?? 0);
      return seen()[0] === 'Three';
    });
    await posting.stop();
    expect(clock.next()).toBeUndefined();
    expect(sandbox.requests.all().filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('of many processes writes each post once', async () => {
    const { newPosting, put, seen } = await scene();
    await put('One');
    const many = Array.from({ length: 4 }, newPosting);
    await Promise.all(many.map((posting) => posting.deliver('p')));
    expect(seen()).toEqual(['One']);
  });
});
