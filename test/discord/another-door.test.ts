import { type APIInteraction, InteractionResponseType } from 'discord-api-types/v10';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { ResponseChannel } from '../../src/discord/response-channel.ts';
import { createRouter } from '../../src/discord/router.ts';
import { CROWD } from '../../src/discord/turns.ts';
import { testClock } from '../support/clock.ts';
import { door, says } from '../support/routed.ts';

/** A door that keeps what goes out through it, as one that answers in the body of a web request would. */
function keptDoor() {
  const calls: unknown[] = [];
  const call = (name: string, known: boolean) => async (first: unknown) => {
    calls.push([name, first]);
    return known ? 'message-id' : undefined;
  };
  const channel: ResponseChannel = {
    token: 'token',
    respond: call('respond', false),
    edit: async (view) => String(await call('edit', true)(view)),
    find: async () => String(await call('find', true)(undefined)),
    followUp: async (view) => String(await call('followUp', true)(view)),
    remove: async () => void calls.push(['remove']),
  };
  return { calls, channel };
}

const payload = {
  id: '1180000000000000000',
  application_id: '2',
  type: 2,
  token: 'token',
  data: { id: '3', type: 1, name: 'go' },
  user: { id: '7', username: 'ada', global_name: 'Ada' },
  locale: 'de',
} as unknown as APIInteraction; // what a command needs of it

function routerWith(
  run: () => Promise<ReturnType<typeof says>>,
  isOurs?: (interactionId: string) => Promise<boolean>,
) {
  const clock = testClock();
  const outcomes: string[] = [];
  const router = createRouter({
    commands: [{ data: { name: 'go', description: 'G' }, for: 'everybody', run }],
    actions: [],
    context: null,
    authorize: async () => {},
    explain: () => ({ reply: says('Explained'), expected: true }),
    outdated: () => says('Outdated'),
    observer: { answered: ({ outcome }) => outcomes.push(outcome) },
    log: pino({ level: 'silent' }),
    clock,
    settled: async () => {},
    isOurs,
  });
  return { clock, outcomes, router };
}

test('the router needs no connection to Discord: what a person did goes in, what they get comes out', async () => {
  const { calls, channel } = keptDoor();
  const handles: unknown[] = [];
  const { clock, outcomes, router } = routerWith(async () => ({
    ...says('Hello'),
    shown: async (handle: unknown) => void handles.push(handle),
  }));
  await router.handle(payload, channel);
  // where the first answer does not tell its id, it is found out
  expect(calls.map((one) => (one as [string])[0])).toEqual(['respond', 'find']);
  expect(calls[0]).toMatchObject(['respond', { type: InteractionResponseType.ChannelMessageWithSource }]);
  expect(outcomes).toEqual(['answered']);
  expect(handles).toEqual([
    { messageId: 'message-id', token: 'token', validUntil: clock.now() + 14 * 60_000 },
  ]);
});

test('a slow reply has the door say so first', async () => {
  const { calls, channel } = keptDoor();
  const gate = door();
  const { clock, router } = routerWith(async () => {
    await gate.pass();
    return says('Hello');
  });
  const handled = router.handle(payload, channel);
  await gate.reached;
  clock.advance(1_500);
  gate.open();
  await handled;
  expect(calls).toMatchObject([
    ['respond', { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: 64 } }],
    ['edit', { embeds: [{ description: 'Hello' }] }],
  ]);
});

test('in a crowd, all whose turn has not come are asked to wait after half a second, and answered in order', async () => {
  const order: string[] = [];
  const { clock, router } = routerWith(async () => says('Hello'));
  const doors = ['a', 'b', 'c'].map((name) => {
    const { calls, channel } = keptDoor();
    const told = router.handle(payload, {
      ...channel,
      respond: async (response, signal) => {
        order.push(`${name} ${response.type}`);
        return await channel.respond(response, signal);
      },
      edit: async (view, signal) => {
        order.push(`${name} edited`);
        return await channel.edit(view, signal);
      },
    });
    return { calls, told };
  });
  clock.advance(500); // before the event loop has gone round once
  await Promise.all(doors.map(({ told }) => told));
  const waits = InteractionResponseType.DeferredChannelMessageWithSource;
  expect(order).toEqual([
    ...['a', 'b', 'c'].map((name) => `${name} ${waits}`),
    ...['a', 'b', 'c'].map((name) => `${name} edited`),
  ]);
});

test.each([1_000, 5_000])(
  'of %i at once, all but the first few are asked to wait before any time has passed, and all get it in order',
  async (count) => {
    const waits = InteractionResponseType.DeferredChannelMessageWithSource;
    const asked: number[] = [];
    const answered: number[] = [];
    let begun = 0;
    const { clock, router } = routerWith(async () => {
      begun += 1;
      return says('Hello');
    });
    const told = Array.from({ length: count }, (_, index) =>
      router.handle(payload, {
        ...keptDoor().channel,
        respond: async ({ type }) => {
          (type === waits ? asked : answered).push(index);
          return 'message';
        },
        edit: async () => {
          answered.push(index);
          return 'message';
        },
      }),
    );
    expect(begun).toBeLessThanOrEqual(1);
    expect(asked).toEqual(Array.from({ length: count - CROWD - 1 }, (_, index) => index + CROWD + 1));
    clock.advance(500);
    await Promise.all(told);
    const everybody = Array.from({ length: count }, (_, index) => index);
    expect(asked.toSorted((a, b) => a - b)).toEqual(everybody); // half a second is over before the first begins
    expect(answered).toEqual(everybody);
  },
);

test('what another process has is not answered, and costs nothing', async () => {
  let begun = 0;
  const { router } = routerWith(
    async () => {
      begun += 1;
      return says('Hello');
    },
    async (id) => id !== payload.id,
  );
  const { calls, channel } = keptDoor();
  await router.handle(payload, channel);
  expect(calls).toEqual([]);
  expect(begun).toBe(0);
});

test.each([
  ['cannot be told', () => Promise.reject(new Error('no connection'))],
  ['is not told within half a second', () => new Promise<boolean>(() => {})],
])('where it %s who has it, it is answered all the same', async (_, isOurs) => {
  const { clock, router } = routerWith(async () => says('Hello'), isOurs);
  const { calls, channel } = keptDoor();
  const told = router.handle(payload, channel);
  clock.advance(500);
  await told;
  expect(calls).toHaveLength(1);
});
