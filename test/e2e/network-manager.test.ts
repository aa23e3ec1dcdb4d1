import { describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { changeServer } from '../../src/store/servers.ts';
import { backendOn, KEY, OTHER_KEY } from '../backend/support/standalone.ts';
import { botWith } from '../support/bot.ts';
import { memoryDatabase } from '../support/database.ts';
import { passQuietTime } from '../support/discord-faults.ts';
import { english, translator } from '../support/scenes.ts';
import { waitFor } from '../support/wait-for.ts';

/** Backends on the network, and the bot's key for each: one is our own, the other knows the protocol alone. */
const places = {
  'our own backend': { key: KEY, extensions: true },
  'our own backend, with a key that it does not trust': { key: OTHER_KEY, extensions: true },
  'a backend of the protocol alone': { key: KEY, extensions: false },
  'a backend of the protocol alone, with a key that it does not trust': { key: OTHER_KEY, extensions: false },
} as const;

/** The bot before such a backend, with a prompt that Ada wrote. */
async function scene({ key, extensions }: (typeof places)[keyof typeof places]) {
  const backend = await backendOn(await memoryDatabase(), {
    settings: { reviewsForPrompt: 1, backlogChance: 0 },
  });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!extensions && request.url.includes('/extensions/')) return new Response(null, { status: 404 });
    return await backend.fetch(request);
  };
  const house = await botWith([], { network: { key, fetch }, channels: ['general', 'log'] });
  const owner = house.sandbox.person('Owner');
  const ada = await house.contributor('Ada');
  await ada.dismiss();
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread made of?' });
  await ada.click('Send');
  const { id } = await backend.db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
  return { ...house, own: backend.db, owner, ada, id };
}

type Scene = Awaited<ReturnType<typeof scene>>;

/** Opens the card of Ada's prompt and decides something about it. */
async function decide({ owner, id }: Scene, label: string): Promise<void> {
  await owner.command('moderate message', { find: id });
  await owner.click(label);
  if (label === 'Edit text') await owner.submit({ Text: 'What is cake made of?' });
  else await owner.click('Confirm');
  if (label === 'Disable author') await owner.submit({ Reason: 'Advertising' });
}

/** What nobody who manages a collection is told: that something broke, with a reference for somebody else. */
const unexplained = /Something broke|could not do that|not set up correctly|reference [0-9A-Z]{7}/;

/** Every command of the manager's that needs no more than its options. */
const commands = (owner: Person) =>
  [
    ['moderate queue', {}],
    ['moderate message', { find: 'bread' }],
    ['settings collection', {}],
    ['campaign list', {}],
    ['campaign create', { name: 'Cooking' }],
    ['campaign show', { name: 'Baking' }],
    ['import', { file: owner.attach('prompts.jsonl', '{"text":"Why is the sky blue?","lang":"en"}') }],
    ['export', {}],
    ['backup', {}],
    ['status', {}],
    ['team audit', {}],
    ['team show', {}],
    ['leaderboard', {}],
    ['me', {}],
    ['available', {}],
    ['webhook list', {}],
    ['setup', {}],
  ] as const;

describe.each(Object.entries(places))('before %s,', (_, place) => {
  test('every command of a manager is answered in words that need no log', async () => {
    const at = await scene(place);
    const answers: Record<string, string> = {};
    for (const [name, options] of commands(at.owner)) {
      await at.owner.command(name, options);
      if (at.owner.modal) await at.owner.cancel();
      else answers[name] = at.owner.text();
    }
    expect(Object.entries(answers).filter(([, text]) => text === '' || unexplained.test(text))).toEqual([]);
    for (const name of ['import', 'export', 'backup']) expect(answers[name]).toBe(english('files.network'));
    const isOpen = place.key === KEY && place.extensions;
    expect(answers['settings collection']).toContain(
      isOpen
        ? 'Choose a subject below'
        : english(place.extensions ? 'problem.key_may_not' : 'settings.not_offered'),
    );
  });

  test('every decision is carried out, or refused in words and nothing is kept of it', async () => {
    const at = await scene(place);
    const may = place.key === KEY;
    for (const [label, words] of [
      ['Keep', 'kept it'],
      ['Stop tree', 'stopped its tree'],
      ['Delete', 'deleted it'],
      ['Disable author', 'disabled its author'],
      ['Edit text', 'edited it'],
    ] as const) {
      await decide(at, label);
      expect(at.owner.text(), label).toContain(may ? words : english('problem.key_may_not'));
      const isFinal = label === 'Edit text' && !place.extensions; // only a trail knows the text before
      expect(at.owner.buttons().includes('Undo'), label).toBe(may && !isFinal);
      if (may && !isFinal) await at.owner.click('Undo');
    }
    expect(await at.own.selectFrom('backend_users').select('enabled').distinct().execute()).toEqual([
      { enabled: 1 },
    ]);
    const { deleted, text } = await at.own
      .selectFrom('backend_messages')
      .select(['deleted', 'text'])
      .executeTakeFirstOrThrow();
    const edited = may && !place.extensions; // what such a backend cannot take back
    expect({ deleted, text }).toEqual({
      deleted: 0,
      text: edited ? 'What is cake made of?' : 'What is bread made of?',
    });
    expect(
      await at.db.selectFrom('bans').select('person_id').where('lifted_at', 'is', null).execute(),
    ).toEqual([]);
  });

  test('how far the collection is, is told; or that our key may not read it, and who can change that', async () => {
    const at = await scene(place);
    for (const [person, words] of [
      [at.ada, english],
      [at.sandbox.person('Dora', { locale: 'de' }), translator.words('de')],
    ] as const) {
      await person.command('progress');
      const may = place.key === KEY;
      await waitFor(() => person.text() !== 'Thinking…'); // a picture may be drawn
      expect(person.text()).toContain(words(may ? 'progress.title' : 'progress.key_may_not'));
    }
  });

  test('a person is shown, disabled and merged, or it is said in words that this cannot be done', async () => {
    const at = await scene(place);
    const may = place.key === KEY;
    const ben = await at.contributor('Ben');
    await at.owner.command('moderate person', { person: at.ada.id });
    expect(at.owner.text()).toContain('May work');
    if (!may || !place.extensions) expect(at.owner.text()).toContain(english('moderate.no_trail'));
    await at.owner.click('Disable');
    await at.owner.click('Confirm');
    await at.owner.submit({ Reason: 'Advertising' });
    expect(at.owner.text()).toContain(may ? english('moderate.done') : english('problem.key_may_not'));
    await at.ada.command('me');
    expect(at.ada.text()).not.toMatch(unexplained);
    expect(at.ada.text().includes('Advertising')).toBe(may);
    await at.owner.command('moderate person', { person: at.ada.id });
    await at.owner.click('Delete all they wrote');
    expect(at.owner.text()).toContain(may ? '1 message goes' : english('problem.key_may_not'));
    await at.owner.command('moderate person', { person: ben.id, into: at.ada.id });
    await at.owner.click('Confirm');
    const [from, into] = [ben, at.ada].map(({ id }) => `<@${id}> (\`${id}\`)`);
    const merged = english('moderate.merged', { from: from ?? '', into: into ?? '' });
    expect(at.owner.text()).toContain(may ? merged : english('problem.key_may_not'));
  });

  test('a message that was edited can be edited again, and deleted, also where the edit cannot be taken back', async () => {
    const at = await scene(place);
    const may = place.key === KEY;
    for (let edits = 0; edits < 2; edits += 1) {
      await decide(at, 'Edit text');
      if (may && place.extensions) await at.owner.click('Undo');
    }
    await decide(at, 'Delete');
    expect(at.owner.text()).toContain(may ? 'deleted it' : english('problem.key_may_not'));
    const { deleted } = await at.own
      .selectFrom('backend_messages')
      .select('deleted')
      .executeTakeFirstOrThrow();
    expect(deleted).toBe(may ? 1 : 0);
  });

  test('a report reaches the log channel', async () => {
    const at = await scene(place);
    const by = at.owner.id;
    const server = { id: at.sandbox.guildId, locale: 'en-US' };
    const logChannel = at.sandbox.channels.idOf('log');
    await changeServer(at.db, server, { logChannel }, { by, now: at.clock.now() });
    const ben = await at.contributor('Ben');
    await ben.dismiss();
    await ben.command('task', { type: 'label_initial_prompt' });
    await ben.click('Report');
    await ben.submit({ 'What is wrong with it?': ['Spam'], 'In your own words': 'Rude.' });
    at.owner.go('log');
    const posts = () => at.owner.messages().filter(({ ephemeral }) => !ephemeral);
    await passQuietTime(
      at.clock,
      () => posts().length > 0,
      () => at.sandbox.requests.open() > 0,
    );
    expect(posts().map((post) => at.owner.text(post))).toEqual([
      expect.stringContaining('What is bread made of?'),
    ]);
  });
});
