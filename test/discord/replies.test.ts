import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/discord/command.ts';
import type { DeferMode, Reply } from '../../src/discord/reply.ts';
import type { View } from '../../src/discord/view.ts';
import { cardOf, door, routed, taskOrNone } from '../support/routed.ts';

const CALLBACK = '/interactions/:id/:token/callback';
const EDIT = '/webhooks/:application/:token/messages/:message';
const press = 'v1:press:-:';

const saying = (text: string, visibility: 'private' | 'public'): Reply => ({
  as: 'message',
  view: { embeds: [{ description: text }], components: [] },
  visibility,
});

/** `/tell` gives this reply, at once or when the test opens the door; Ben looks on. */
async function telling(reply: () => Reply, deferMode?: Command<null>['deferMode']) {
  const gate = door();
  let waits = false;
  const tell: Command<null> = {
    for: 'everybody',
    data: { name: 'tell', description: 'T' },
    ...(deferMode ? { deferMode } : {}),
    run: async () => {
      if (waits) await gate.pass();
      return reply();
    },
  };
  const scene = await routed([], [], [tell]);
  const ben = scene.sandbox.person('Ben');
  const { ada, clock, ended } = scene;
  return {
    ...scene,
    ben,
    /** What Ada and Ben see in the end. */
    async seen(slowly: boolean) {
      waits = slowly;
      const told = ada.command('tell');
      if (slowly) {
        await gate.reached;
        clock.advance(1_500);
        await told;
        gate.open();
      }
      await told;
      await ended(1);
      return [ada, ben].map((person) => person.messages().map((message) => person.text(message)));
    },
  };
}

describe('a reply to a command', () => {
  test.each([
    ['at once', false],
    ['after a while', true],
  ])('%s is seen by its person alone, unless it is public', async (_, slowly) => {
    const quiet = await telling(() => saying('Psst', 'private'));
    expect(await quiet.seen(slowly)).toEqual([['Psst'], []]);
    const loud = await telling(() => saying('Hear', 'public'), 'public');
    expect(await loud.seen(slowly)).toEqual([['Hear'], ['Hear']]);
  });

  test('is seen by whom it is for, whatever Discord was told while it was waited for', async () => {
    const loud = await telling(() => saying('Hear', 'public'));
    expect(await loud.seen(true)).toEqual([['Hear'], ['Hear']]);
    const quiet = await telling(() => saying('Psst', 'private'), 'public');
    expect(await quiet.seen(true)).toEqual([['Psst'], []]);
  });

  test('that went wrong is explained to its person alone', async () => {
    const scene = await telling(() => {
      throw new RangeError('not today');
    }, 'public');
    const [ada, ben] = await scene.seen(true);
    expect(ada).toEqual([expect.stringContaining('not today')]);
    expect(ben).toEqual([]);
  });

  test('is explained when what it says could not be kept', async () => {
    const kept = Promise.reject(new RangeError('the disk is gone'));
    kept.catch(() => {}); // until it is looked at
    const scene = await telling(() => ({ as: 'message', view: cardOf('Saved'), kept }));
    const [ada] = await scene.seen(false);
    expect(ada).toEqual([expect.stringContaining('the disk is gone')]);
  });

  test('is not shown to others while the placeholder they would see cannot be taken away', async () => {
    const scene = await telling(() => saying('Psst', 'private'), 'public');
    const failing = { method: 'DELETE', route: EDIT };
    scene.sandbox.faults.rest(failing, {
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
    });
    const [, ben] = await scene.seen(true);
    expect(ben?.join()).not.toContain('Psst');
    expect(scene.answered.at(-1)).toMatchObject({ outcome: 'unseen' });
  });
});

describe('a reply with files', () => {
  const file = (name: string, text: string) => ({
    name,
    data: new TextEncoder().encode(text),
    contentType: 'text/plain',
    description: `About ${name}`,
  });
  const withFiles = (...names: string[]): View => ({
    ...cardOf('Files', press),
    files: names.map((name) => file(name, `In ${name}`)),
  });

  /** A button with this reply. */
  async function pressing(deferMode: DeferMode, reply: Reply) {
    const action = {
      name: 'press',
      for: 'everybody' as const,
      deferMode,
      isSubject: taskOrNone,
      run: async () => reply,
    };
    const start: Command<null> = {
      for: 'everybody',
      data: { name: 'start', description: 'S' },
      run: async () => ({ as: 'message', view: withFiles('old.txt') }),
    };
    const scene = await routed([action], [press], [start]);
    const mark = scene.sandbox.requests.mark();
    return { ...scene, calls: () => scene.sandbox.requests.since(mark).map(({ route }) => route) };
  }

  async function contents(attachments: readonly { url: string }[]): Promise<string[]> {
    return await Promise.all(attachments.map(async ({ url }) => await (await fetch(url)).text()));
  }

  test('has Discord wait at once, and brings them whole', async () => {
    const { ada, calls, ended } = await pressing('never', { as: 'update', view: withFiles() });
    await ada.command('start');
    await ended(1);
    expect(calls()).toEqual([CALLBACK, EDIT]);
    expect(ada.last().ephemeral).toBe(true);
    expect(ada.last().attachments).toMatchObject([{ filename: 'old.txt', description: 'About old.txt' }]);
    expect(await contents(ada.last().attachments)).toEqual(['In old.txt']);
  });

  test.each<DeferMode>(['update', 'never'])(
    '(%s) puts them in place of those the message had',
    async (deferMode) => {
      const { ada, ended } = await pressing(deferMode, { as: 'update', view: withFiles('a.txt', 'b.txt') });
      await ada.command('start');
      await ended(1);
      await ada.click(press);
      await ended(2);
      expect(ada.messages()).toHaveLength(1);
      expect(await contents(ada.last().attachments)).toEqual(['In a.txt', 'In b.txt']);
    },
  );

  test('is taken off by one without', async () => {
    const { ada, ended } = await pressing('update', { as: 'update', view: cardOf('No files') });
    await ada.command('start');
    await ended(1);
    await ada.click(press);
    await ended(2);
    expect(ada.last().attachments).toEqual([]);
  });

  test('beside a card that stays is a message of its own', async () => {
    const { ada, ended } = await pressing('update', { as: 'message', view: withFiles('a.txt') });
    await ada.command('go');
    await ada.click(press);
    await ended(2);
    expect(ada.messages().map(({ attachments }) => attachments.length)).toEqual([0, 1]);
    expect(ada.last().ephemeral).toBe(true);
  });

  test('is sent again when the connection breaks on the way', async () => {
    const { sandbox, ada, answered, ended } = await pressing('update', {
      as: 'update',
      view: withFiles('a.txt'),
    });
    sandbox.faults.rest({ method: 'PATCH', route: EDIT }, { reset: true });
    await ada.command('go');
    await ada.click(press);
    await ended(2);
    expect(await contents(ada.last().attachments)).toEqual(['In a.txt']);
    expect(answered.at(-1)).toMatchObject({ outcome: 'answered' });
  });
});
