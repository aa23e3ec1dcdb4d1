import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/discord/action.ts';
import { referenceOf } from '../../src/discord/answering.ts';
import type { ActionInteraction } from '../../src/discord/interaction.ts';
import type { DeferMode, Reply } from '../../src/discord/reply.ts';
import { cardOf, door, routed, says, taskOrNone } from '../support/routed.ts';

const CALLBACK = '/interactions/:id/:token/callback';
const press = 'v1:press:-:';

const changes: Reply = { as: 'update', view: { embeds: [{ description: 'Changed' }], components: [] } };
const form: Reply = {
  as: 'modal',
  modal: {
    title: 'Form',
    custom_id: 'v1:filled:-::1',
    components: [
      {
        type: ComponentType.Label,
        label: 'Words',
        component: { type: ComponentType.TextInput, custom_id: 'words', style: TextInputStyle.Short },
      },
    ],
  },
};

/** One button, pressed: its action gives this answer. */
async function pressing(
  deferMode: DeferMode,
  run: (interaction: ActionInteraction) => Promise<Reply> | Reply,
  more: Action<null>[] = [],
) {
  const action: Action<null> = {
    name: 'press',
    deferMode,
    isSubject: taskOrNone,
    for: 'everybody',
    run: async (interaction) => await run(interaction),
  };
  const scene = await routed([action, ...more], [press]);
  await scene.ada.command('go');
  await scene.ended(1);
  const from = scene.sandbox.requests.mark();
  const pressed = async () => {
    await scene.ada.click(press);
    await scene.ended(2);
  };
  return { ...scene, pressed, calls: () => scene.sandbox.requests.since(from).map(({ route }) => route) };
}

describe('what nobody answers', () => {
  test('a command of an older version gets a sentence, and is counted as all that nobody knows', async () => {
    const { ada, answered, ended } = await routed([], []);
    await ada.command('old');
    await ended(1);
    expect(ada.text()).toContain('Outdated');
    expect(answered).toMatchObject([{ name: 'unknown', outcome: 'answered' }]);
  });

  test.each([`v0:press:-:`, 'v1:unknown:-:', 'press', 'v1:press:nobody:'])(
    'a button called %j gets a sentence beside its message',
    async (id) => {
      const { ada, ended } = await routed([], [id]);
      await ada.command('go');
      await ada.click(id);
      await ended(2);
      expect(ada.messages().map((message) => ada.text(message))).toEqual([
        expect.stringContaining('The card'),
        expect.stringContaining('Outdated'),
      ]);
    },
  );

  test('a completion of a command, or a subcommand, that is not for somebody gets none', async () => {
    const option = { type: 3 as const, name: 'word', description: 'W', autocomplete: true };
    const options = ['open', 'shut'].map((name) => ({
      ...{ type: 1 as const, name, description: 'S', options: [option] },
    }));
    const named = (name: string) => ({ name, description: 'N' });
    const rest = { run: async () => says('Never'), suggest: () => [{ name: 'a secret', value: 'x' }] };
    const { ada } = await routed(
      [],
      [],
      [
        { ...rest, data: { ...named('own'), options: [option] }, for: 'owner' },
        { ...rest, data: { ...named('both'), options }, for: { open: 'everybody', shut: 'owner' } },
      ],
    );
    expect(await ada.autocomplete('own', 'word', 'a')).toEqual([]);
    expect(await ada.autocomplete('both shut', 'word', 'a')).toEqual([]);
    expect(await ada.autocomplete('both open', 'word', 'a')).toEqual([{ name: 'a secret', value: 'x' }]);
  });

  test('a completion of a command without suggestions gets none', async () => {
    const option = { type: 3 as const, name: 'word', description: 'W', autocomplete: true };
    const broken = {
      data: { name: 'broken', description: 'B', options: [option] },
      for: 'everybody' as const,
      run: async () => says('Never'),
      suggest: () => {
        throw new Error('no suggestions');
      },
    };
    const bare = {
      data: { name: 'bare', description: 'B', options: [option] },
      for: 'everybody' as const,
      run: async () => says('x'),
    };
    const { ada, logged, ended } = await routed([], [], [bare, broken]);
    expect(await ada.autocomplete('bare', 'word', 'a')).toEqual([]);
    const typing = ada.autocomplete('broken', 'word', 'a');
    await ended(2);
    expect(logged.join()).toContain('no suggestions');
    void typing; // Discord gives up on it by itself
  });
});

describe('what goes wrong', () => {
  test('is put into words with a reference that is in the log', async () => {
    const { ada, answered, logged, pressed } = await pressing('update', () => {
      throw new Error('no such luck');
    });
    await pressed();
    const reference = /no such luck (\w+)/.exec(ada.text())?.[1];
    expect(reference).toMatch(/^[A-Z0-9]{7}$/);
    const line = logged.map((one) => JSON.parse(one)).find(({ ref }) => ref === reference);
    expect(line).toMatchObject({
      name: 'press',
      err: { message: 'no such luck' },
      level: 50,
    });
    expect(answered.at(-1)).toMatchObject({ name: 'press', outcome: 'failed' });
  });

  test('is no alarm when it was to be expected', async () => {
    const { ada, answered, logged, pressed } = await pressing('update', () => {
      throw new RangeError('not today');
    });
    await pressed();
    expect(ada.text()).toContain('not today');
    expect(answered.at(-1)).toMatchObject({ outcome: 'refused' });
    expect(logged.map((one) => JSON.parse(one).level).filter((level) => level >= 40)).toEqual([]);
  });

  test('is put into words as well when Discord refuses the answer', async () => {
    const { ada, answered, pressed } = await pressing('update', () => says(''));
    await pressed();
    expect(ada.text()).toContain('Explained');
    expect(ada.notices).toEqual([]);
    expect(answered.at(-1)).toMatchObject({ outcome: 'unseen' });
  });

  test('after the answer was shown is logged, and the answer stays', async () => {
    const { ada, answered, logged, pressed } = await pressing('update', () => ({
      ...changes,
      shown: async () => {
        throw new Error('too late to tell');
      },
    }));
    await pressed();
    expect(ada.text()).toContain('Changed');
    expect(ada.messages()).toHaveLength(1);
    expect(answered.at(-1)).toMatchObject({ outcome: 'answered' });
    expect(logged.join()).toContain('too late to tell');
  });
});

describe('an answer within 1.5 s', () => {
  test.each<[DeferMode, Reply, string[]]>([
    ['update', changes, ['Changed']],
    ['update', says('New'), ['The card', 'New']],
    ['message', says('New'), ['The card', 'New']],
    ['never', changes, ['Changed']],
    ['never', says('New'), ['The card', 'New']],
  ])('(%s) takes one call', async (deferMode, answer, texts) => {
    const { ada, calls, pressed } = await pressing(deferMode, () => answer);
    await pressed();
    expect(calls()).toEqual([CALLBACK]);
    expect(ada.messages().map((message) => ada.text(message).split('\n')[0])).toEqual(texts);
    expect(ada.messages().every(({ ephemeral }) => ephemeral)).toBe(true);
  });

  test('tells where it was shown', async () => {
    const places: unknown[] = [];
    const shown = async (place: unknown) => {
      places.push(place);
    };
    const { ada, clock, pressed } = await pressing('update', () => ({ ...changes, shown }));
    await pressed();
    const validUntil = clock.now() + 14 * 60_000;
    expect(places).toEqual([{ messageId: ada.last().id, token: expect.any(String), validUntil }]);
  });

  test('tells what follows it whether its person has gone on from there', async () => {
    const gates = [door(), door()];
    const overtaken: (() => boolean)[] = [];
    const { ada, ended } = await pressing('update', () => ({
      as: 'update',
      view: cardOf('Changed', press),
      shown: async (_place, isOvertaken) => {
        const gate = gates[overtaken.push(isOvertaken) - 1];
        await gate?.pass();
      },
    }));
    await ada.click(press);
    await gates[0]?.reached;
    expect(overtaken.map((ask) => ask())).toEqual([false]);
    await ada.click(press);
    await gates[1]?.reached;
    expect(overtaken.map((ask) => ask())).toEqual([true, false]);
    for (const gate of gates) gate.open();
    await ended(3);
  });
});

describe('an answer that takes longer', () => {
  async function waiting(deferMode: DeferMode, answer: Reply) {
    const gate = door();
    const scene = await pressing(deferMode, async () => {
      await gate.pass();
      return answer;
    });
    const click = scene.ada.click(press);
    await gate.reached;
    scene.clock.advance(1_499);
    expect(scene.calls()).toEqual([]);
    scene.clock.advance(1);
    return { ...scene, gate, click };
  }

  test('keeps the card until it is changed', async () => {
    const { ada, gate, click, calls, ended } = await waiting('update', changes);
    await click;
    expect(ada.text()).toContain('The card');
    gate.open();
    await ended(2);
    expect(ada.messages().map((message) => ada.text(message))).toEqual(['Changed']);
    expect(calls()).toHaveLength(2);
  });

  test('beside a card that was to be changed leaves the card alone', async () => {
    const { ada, gate, click, ended } = await waiting('update', says('New'));
    await click;
    gate.open();
    await ended(2);
    expect(ada.messages().map((message) => ada.text(message).split('\n')[0])).toEqual(['The card', 'New']);
    expect(ada.last().ephemeral).toBe(true);
  });

  test('as a message of its own is announced as such', async () => {
    const { ada, gate, click, ended } = await waiting('message', says('New'));
    await click;
    expect(ada.last().thinking).toBe(true);
    gate.open();
    await ended(2);
    expect(ada.text()).toBe('New');
    expect(ada.messages()).toHaveLength(2);
  });

  test('is waited for without a word where a form may follow', async () => {
    const { ada, gate, click, calls } = await waiting('never', form);
    expect(calls()).toEqual([]);
    gate.open();
    await click;
    expect(ada.modal?.data.title).toBe('Form');
  });

  test('cannot be a form any more once Discord was told to wait', async () => {
    const { gate, click, ended, answered, logged } = await waiting('update', form);
    await click;
    gate.open();
    await ended(2);
    expect(answered.at(-1)).toMatchObject({ outcome: 'unseen' });
    expect(logged.join()).toContain('A form has to be the first answer');
  });

  test('is explained in time when it ends in an error', async () => {
    const gate = door();
    const { ada, clock, ended } = await pressing('update', async () => {
      await gate.pass();
      throw new Error('in the end');
    });
    const click = ada.click(press);
    await gate.reached;
    clock.advance(1_500);
    await click;
    gate.open();
    await ended(2);
    expect(ada.messages().map((message) => ada.text(message).split('\n')[0])).toEqual([
      'The card',
      expect.stringContaining('in the end'),
    ]);
  });
});

describe('a call whose success Discord never told', () => {
  const losses = {
    'and then says 40060': {
      status: 400,
      body: { code: 40060, message: 'Already acknowledged' },
      seen: true,
    },
    'because the connection broke': { reset: true as const, seen: true },
    'because of a bad gateway': { status: 502, seen: true },
  };
  const answers: [string, DeferMode, Reply, string[]][] = [
    ['a new message', 'update', says('New'), ['The card', 'New']],
    ['a changed one', 'update', changes, ['Changed']],
    ['a new message to a button that may open a form', 'never', says('New'), ['The card', 'New']],
  ];

  describe.each(Object.entries(losses))('%s', (_, loss) => {
    test.each(answers)('is known to have worked: %s', async (_name, deferMode, answer, texts) => {
      const { sandbox, ada, answered, pressed } = await pressing(deferMode, () => answer);
      sandbox.faults.rest({ route: CALLBACK }, loss);
      await pressed();
      expect(ada.messages().map((message) => ada.text(message).split('\n')[0])).toEqual(texts);
      expect(answered.at(-1)).toMatchObject({ outcome: 'answered' });
    });

    test('is known to have worked: a form', async () => {
      const { sandbox, ada, answered, pressed } = await pressing('never', () => form);
      sandbox.faults.rest({ route: CALLBACK }, loss);
      await pressed();
      expect(ada.modal?.data.title).toBe('Form');
      expect(answered.at(-1)).toMatchObject({ outcome: 'answered' });
    });

    test('is known to have worked: a deferral', async () => {
      const gate = door();
      const { sandbox, clock, ada, answered, ended } = await pressing('update', async () => {
        await gate.pass();
        return changes;
      });
      sandbox.faults.rest({ route: CALLBACK }, loss);
      const click = ada.click(press);
      await gate.reached;
      clock.advance(1_500);
      await click;
      gate.open();
      await ended(2);
      expect(ada.text()).toBe('Changed');
      expect(answered.at(-1)).toMatchObject({ outcome: 'answered' });
    });
  });
});

describe('what arrived unknown to the bot does not come again over what its person has done since', () => {
  const next = 'v1:next:-:';
  const first = (): Reply => ({ as: 'update', view: cardOf('First', next) });
  const onward: Action<null> = {
    name: 'next',
    deferMode: 'update',
    isSubject: taskOrNone,
    for: 'everybody',
    run: async () => changes,
  };
  const EDIT = '/webhooks/:application/:token/messages/:message';

  test('as a first response', async () => {
    const { sandbox, ada, ended, calls } = await pressing('update', first, [onward]);
    const { promise, resolve } = Promise.withResolvers<void>();
    const lost = sandbox.faults.rest({ route: CALLBACK }, { status: 502, seen: true });
    const slow = sandbox.faults.rest({ route: CALLBACK }, { until: promise });
    await ada.click(press);
    expect(ada.text()).toContain('First');
    await expect.poll(() => lost.struck() + slow.struck()).toBe(2);
    await ada.click(next);
    expect(ada.text()).toBe('Changed');
    resolve();
    await ended(3);
    expect(ada.text()).toBe('Changed');
    expect(calls()).toEqual([CALLBACK, CALLBACK, CALLBACK]);
  });

  test('as an edit after Discord was told to wait', async () => {
    const gate = door();
    const slowly = async () => {
      await gate.pass();
      return first();
    };
    const { sandbox, ada, clock, ended, calls } = await pressing('update', slowly, [onward]);
    const click = ada.click(press);
    await gate.reached;
    clock.advance(1_500);
    await click;
    const lost = sandbox.faults.rest({ method: 'PATCH', route: EDIT }, { status: 502, seen: true });
    const failed = sandbox.faults.rest({ method: 'PATCH', route: EDIT }, { status: 503 });
    gate.open();
    await expect.poll(() => lost.struck() + failed.struck()).toBe(2);
    await ada.until(() => ada.text().includes('First'));
    await expect.poll(clock.next).toBe(200);
    await ada.click(next);
    expect(ada.text()).toBe('Changed');
    clock.advance(200);
    await ended(3);
    expect(ada.text()).toBe('Changed');
    expect(calls()).toEqual([CALLBACK, EDIT, EDIT, CALLBACK, EDIT]);
    expect(sandbox.requests.all().at(-1)).toMatchObject({ method: 'GET' });
  });
});

test('an interaction that Discord no longer knows is let go, and what waited for it is told', async () => {
  let unseen = 0;
  const { sandbox, ada, clock, answered, calls, ended } = await pressing('update', () => ({
    ...changes,
    unseen: async () => {
      unseen += 1;
    },
  }));
  sandbox.faults.rest(
    { route: CALLBACK },
    { status: 404, body: { code: 10062, message: 'Unknown interaction' } },
  );
  const click = ada.click(press);
  await ended(2);
  clock.advance(3_001);
  await click;
  expect(calls()).toEqual([CALLBACK]);
  expect(unseen).toBe(1);
  expect(answered.at(-1)).toMatchObject({ outcome: 'unseen' });
});

test('a submitted form is read field by field, and may change the card below it', async () => {
  const turns: ActionInteraction[] = [];
  const filled: Action<null> = {
    name: 'filled',
    deferMode: 'update',
    isSubject: taskOrNone,
    for: 'everybody',
    run: async (interaction) => {
      turns.push(interaction);
      return changes;
    },
  };
  const { ada, pressed } = await pressing('never', () => form, [filled]);
  await pressed();
  await ada.submit({ Words: 'Hello' });
  expect(turns).toMatchObject([
    {
      actor: { id: ada.id, name: 'Ada', locale: 'en-US' },
      fields: { words: 'Hello' },
      written: ['Hello'],
      subject: '-',
    },
  ]);
  expect(ada.messages().map((message) => ada.text(message))).toEqual(['Changed']);
});

test('is idle only when everything has been answered', async () => {
  const gate = door();
  const { ada, router } = await pressing('update', async () => {
    await gate.pass();
    return changes;
  });
  await router.idle();
  const click = ada.click(press);
  await gate.reached;
  let idle = false;
  const waited = router.idle().then(() => {
    idle = true;
  });
  await Promise.resolve();
  expect(idle).toBe(false);
  gate.open();
  await Promise.all([waited, click]);
  expect(ada.text()).toBe('Changed');
});

test('a reference is short, and differs from one interaction to the next', () => {
  const first = 1_180_000_000_000_000_000n;
  const references = Array.from({ length: 1_000 }, (_, index) => referenceOf(String(first + BigInt(index))));
  expect(new Set(references).size).toBe(1_000);
  expect(references.every((reference) => /^[0-9A-Z]{1,7}$/.test(reference))).toBe(true);
});
