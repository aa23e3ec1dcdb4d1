import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { onward } from '../support/onward.ts';
import { seededRandom } from '../support/random.ts';
import { refusal } from '../support/scripted-backend.ts';
import { inShort, statementsOf } from '../support/statements.ts';
import { samples } from '../support/tasks.ts';

const DAY_MS = 24 * 60 * 60_000;

/** An owner's collection where one review is enough, on a server with doctors. */
async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const settings = { reviewsForPrompt: 1, reviewsForReply: 1, backlogChance: 0 };
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(7),
    settings,
    roles: ['Doctors'],
  });
  onTestFinished(() => house.close());
  const owner = house.sandbox.person('Owner');
  const trees = () =>
    house.db
      .selectFrom('backend_trees')
      .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
      .leftJoin('backend_campaigns', 'backend_campaigns.id', 'backend_trees.campaign_id')
      .select(['backend_messages.text', 'backend_campaigns.name', 'backend_trees.state'])
      .orderBy('backend_messages.text')
      .execute();
  return { ...house, clock, owner, trees };
}

async function write(person: Person, text: string) {
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click('Send');
}

async function begin(person: Person, campaign: string) {
  await person.command('available');
  await person.select('Choose a campaign', campaign);
}

test('an owner begins a campaign, people choose it, its prompts are its own, and it is ended', async () => {
  const { owner, contributor, trees, clock } = await collection();
  await owner.command('campaign create', {
    name: 'Kitchen',
    topic: 'Everything that is *cooked*. @everyone',
    languages: 'English, de',
    kinds: 'prompts=1 labels=3',
    goal: 2,
    until: '2026-12-31',
  });
  expect(owner.last().ephemeral).toBe(true);
  expect(owner.text()).toContain('**Kitchen** is there');
  expect(owner.text()).toContain('**Languages:** English, German');
  expect(owner.text()).toContain('**Kinds of tasks:** prompts 25%, labels 75%');
  expect(owner.text()).toContain('Finished conversations: **0** of 2');

  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await begin(ada, 'Kitchen');
  expect(ada.text()).toContain('Kitchen');
  expect(ada.text()).toContain('You work in this campaign');
  expect(ada.buttons()).toEqual(['Write a prompt']);
  await ada.click('Write a prompt');
  expect(ada.text()).toContain('First this one; then come tasks of the campaign'); // the one from when she agreed
  await write(ada, 'What is a star?');
  await onward(ada);
  expect(ada.text()).toContain('Write a prompt');
  expect(ada.text()).toContain('🎯 **Kitchen**');
  expect(ada.text()).toContain('Everything that is *cooked*.');
  expect(ada.text()).not.toContain('@everyone');
  await write(ada, 'How do I boil an egg?');
  expect(ada.text()).toContain('Everything in the collection');
  expect(await trees()).toEqual([
    { text: 'How do I boil an egg?', name: 'Kitchen', state: 'initial_prompt_review' },
    { text: 'What is a star?', name: null, state: 'initial_prompt_review' },
  ]);

  await begin(ben, 'Kitchen');
  expect(ben.buttons()).toEqual(expect.arrayContaining(['Label a prompt', 'Write a prompt']));
  await ben.command('task');
  await write(ben, 'What is the moon?'); // his from when he agreed
  await ben.command('task', { type: 'label_initial_prompt' });
  expect(ben.text()).toContain('How do I boil an egg?');
  await ben.click('Label');
  await ben.submit({ 'Is it spam?': 'No' });
  await ben.click('Send');

  await owner.command('campaign end', { name: ' kitchen' });
  expect(owner.text()).toContain('**Kitchen** has ended');
  expect(owner.buttons()).toEqual(['Open it again']);
  await ada.command('task');
  expect(ada.text()).toContain('The campaign **Kitchen** is over');
  expect(ada.text()).not.toContain('🎯');
  await ada.command('available');
  expect(ada.text()).not.toContain('Choose a campaign');

  await owner.click('Open it again');
  expect(owner.text()).toContain('is open again');
  clock.advance(60_000);
  await owner.command('campaign show', { name: 'Kitchen' });
  expect(owner.text()).toContain('Finished conversations: **0** of 2');
  expect(owner.text()).toContain('New prompts: **1** · growing: **0**');
  await owner.command('campaign list');
  expect(owner.text()).toContain('**Kitchen** · open');
  await owner.select('Show a campaign', 'Kitchen');
  expect(owner.buttons()).toEqual(['End the campaign']);
});

test('what somebody has in hand when a campaign ends is taken, and stays in it', async () => {
  const { owner, contributor, trees } = await collection();
  const ada = await contributor('Ada');
  await ada.command('task');
  await write(ada, 'What is a star?');
  await owner.command('campaign create', { name: 'Kitchen' });
  await ada.command('available');
  await ada.select('Choose a campaign', 'Kitchen');
  await ada.click('Write a prompt');
  expect(ada.text()).toContain('🎯 **Kitchen**');
  await owner.command('campaign end', { name: 'Kitchen' });
  await write(ada, 'How do I boil an egg?');
  expect(ada.text()).toContain('Saved');
  expect((await trees())[0]).toMatchObject({ text: 'How do I boil an egg?', name: 'Kitchen' });
});

test.each(['random', 'initial_prompt'])(
  'that their campaign is over is said above the examples before a task of %s, and once',
  async (type) => {
    const { owner, sandbox } = await collection();
    await owner.command('campaign create', { name: 'Kitchen' });
    const ada = sandbox.person('Ada'); // who has had no lesson
    await ada.command('available');
    await ada.click('I agree');
    await ada.select('Choose a campaign', 'Kitchen');
    await owner.command('campaign end', { name: 'Kitchen' });
    await ada.command('task', { type });
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial']);
    expect(ada.text()).toContain('The campaign **Kitchen** is over');
    await ada.click('Skip the tutorial');
    expect(ada.text()).not.toContain('is over');
  },
);

test('who skips a task of a campaign that has ended meanwhile is told with what comes next', async () => {
  const { owner, contributor } = await collection();
  await owner.command('campaign create', { name: 'Kitchen' });
  const ada = await contributor('Ada');
  await begin(ada, 'Kitchen');
  await ada.click('Write a prompt');
  await owner.command('campaign end', { name: 'Kitchen' });
  await ada.click('Skip');
  expect(ada.text()).toContain('The campaign **Kitchen** is over');
  expect(ada.buttons()).toContain('Undo skip');
});

test('a goal that is edited keeps what was not said of it', async () => {
  const { owner } = await collection();
  await owner.command('campaign create', { name: 'Kitchen', goal: 5, of: 'messages' });
  await owner.command('campaign edit', { name: 'Kitchen', goal: 7 });
  expect(owner.text()).toContain('Accepted messages: **0** of 7');
  await owner.command('campaign edit', { name: 'Kitchen', of: 'trees' });
  expect(owner.text()).toContain('Finished conversations: **0** of 7');
  await owner.command('campaign edit', { name: 'Kitchen', topic: 'Cooking' });
  expect(owner.text()).toContain('Finished conversations: **0** of 7');
  await owner.command('campaign edit', { name: 'Kitchen', goal: 0 });
  expect(owner.text()).not.toContain('of 7');
  await owner.command('campaign edit', { name: 'Kitchen', goal: 3 });
  expect(owner.text()).toContain('Finished conversations: **0** of 3');
});

test('a campaign that is edited into what it is says so, and nobody reads of it in the trail', async () => {
  const { owner, db } = await collection();
  await owner.command('campaign create', {
    name: 'Kitchen',
    topic: 'Cooking',
    goal: 5,
    kinds: 'replies=4 labels',
  });
  const acts = async () => (await db.selectFrom('backend_acts').select('act').execute()).length;
  const before = await acts();
  const same: Record<string, string | number>[] = [
    {},
    { topic: 'Cooking' },
    { goal: 5 },
    { kinds: 'labels=1 replies=4' },
    { new_name: 'Kitchen' },
  ];
  for (const options of same) {
    await owner.command('campaign edit', { name: 'Kitchen', ...options });
    expect(owner.text()).toContain('Nothing was changed: the campaign is as it was.');
  }
  expect(await acts()).toBe(before);
  await owner.command('campaign edit', { name: 'Kitchen', goal: 6 });
  expect(owner.text()).toContain('Changed. Conversations that have begun');
  expect(await acts()).toBe(before + 1);
});

test('a campaign is chosen in "Something else", and left there', async () => {
  const { owner, contributor, trees } = await collection();
  await owner.command('campaign create', { name: 'Kitchen', topic: 'Cooking' });
  const ada = await contributor('Ada');
  await ada.command('task');
  await write(ada, 'What is a star?');
  await onward(ada, () => ada.select('Something else', 'Kitchen'));
  expect(ada.text()).toContain('🎯 **Kitchen**');
  await write(ada, 'How do I boil an egg?');
  await onward(ada, () => ada.select('Something else', 'Everything in the collection'));
  expect(ada.text()).not.toContain('🎯');
  await write(ada, 'What is the moon?');
  expect((await trees()).map(({ name }) => name)).toEqual(['Kitchen', null, null]);
});

test('a campaign for a role is there for those who have it, on their server, as long as they have it', async () => {
  const { owner, contributor, sandbox, db } = await collection();
  const role = sandbox.roleId('Doctors');
  await owner.command('campaign create', { name: 'Clinic', role });
  expect(owner.text()).toContain('**Only for:**');
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  for (const person of [ada, ben]) {
    await person.command('task');
    await write(person, `What does ${person.name} say?`);
  }
  expect(ben.text()).not.toContain('Clinic');
  await ben.command('available');
  expect(ben.text()).not.toContain('Clinic');
  sandbox.person('Ada', { roles: [role] });
  await begin(ada, 'Clinic');
  await ada.command('task');
  expect(ada.text()).toContain('🎯 **Clinic**');
  await write(ada, 'What is a fever?');

  // a select that somebody else was shown leads nowhere
  const { id } = await db.selectFrom('backend_campaigns').select('id').executeTakeFirstOrThrow();
  const messageId = ben.last().id;
  for (const customId of ['v1:campaign:-:', 'v1:other:-:en']) {
    await sandbox.forge(ben.id, { messageId, customId, values: [`campaign~${id}`] });
    expect(ben.text()).toContain('That campaign is not open to you here');
  }
  expect(await db.selectFrom('people').select('campaign_id').where('id', '=', ben.id).execute()).toEqual([
    { campaign_id: null },
  ]);
  // nor does anything for somebody who has lost the role since, and it does again with the role
  sandbox.person('Ada', { roles: [] });
  await ada.command('task', { type: 'initial_prompt' });
  expect(ada.text()).toContain('This is not from the campaign **Clinic**');
  expect(ada.text()).not.toContain('🎯');
  await write(ada, 'What is a cloud?');
  sandbox.person('Ada', { roles: [role] });
  await ada.command('task', { type: 'initial_prompt' });
  expect(ada.text()).toContain('🎯 **Clinic**');
  await write(ada, 'What is a cough?');
  // in direct messages nobody sees a role
  ada.go('dm');
  await ada.command('task');
  expect(ada.text()).toContain('This is not from the campaign **Clinic**');
  expect(ada.text()).not.toContain('🎯');
});

test('its dates open and close a campaign without anybody, wherever the clock goes', async () => {
  const { owner, contributor, clock } = await collection();
  const day = (offset: number) => new Date(clock.now() + offset * DAY_MS).toISOString().slice(0, 10);
  await owner.command('campaign create', { name: 'Kitchen', from: day(1), until: day(1) });
  expect(owner.text()).toContain('**Standing:** planned');
  const ada = await contributor('Ada');
  await ada.command('available');
  expect(ada.text()).not.toContain('Kitchen');
  clock.advance(DAY_MS);
  await begin(ada, 'Kitchen');
  expect(ada.text()).toContain('You work in this campaign');
  clock.advance(DAY_MS);
  await ada.command('available');
  expect(ada.text()).toContain('The campaign **Kitchen** is over');
});

test('owners are suggested the campaigns where one is to be named, and told that one they reopen is over by its date', async () => {
  const { owner, clock } = await collection();
  await owner.command('campaign create', { name: 'Kitchen' });
  await owner.command('campaign create', { name: 'Garden', until: '2099-01-01' });
  for (const [command, option] of [
    ['campaign show', 'name'],
    ['campaign edit', 'name'],
    ['campaign end', 'name'],
    ['export', 'campaign'],
    ['import', 'campaign'],
  ] as const)
    expect(await owner.autocomplete(command, option, 'kit')).toEqual([
      { name: 'Kitchen · open', value: 'Kitchen' },
    ]);
  await owner.command('campaign edit', { name: 'Garden', until: '2098-12-31' });
  await owner.command('campaign end', { name: 'Garden' });
  clock.advance(Date.parse('2099-01-02') - clock.now());
  await owner.click('Open it again');
  expect(owner.text()).toContain('**Garden** is no longer ended, but its last day is over');
});

test.each([
  [{ name: '\u200b \u2060' }, 'A campaign needs a name with something to see in it.'],
  [{ name: 'A', until: '2020-01-01' }, 'Its last day is over already.'],
  [{ name: 'A', kinds: 'poems=2' }, 'There are: prompts, replies, labels, rankings'],
  [{ name: 'A', kinds: 'prompts=0' }, 'There are: prompts, replies, labels, rankings'],
  [{ name: 'A', from: 'tomorrow' }, 'Write a date like'],
  [{ name: 'A', from: '2026-12-02', until: '2026-12-01' }, 'It would close before it opens'],
  [{ name: 'A', languages: 'en, Klingonish' }, 'Klingonish'],
  [{ name: 'KITCHEN' }, 'There is a campaign whose name is the same, or looks the same, already.'],
])('what cannot be (%j) is refused in words', async (options, words) => {
  const { owner, db } = await collection();
  await owner.command('campaign create', { name: 'Kitchen' });
  await owner.command('campaign create', options);
  expect(owner.text()).toContain(words);
  expect(await db.selectFrom('backend_campaigns').select('name').execute()).toEqual([{ name: 'Kitchen' }]);
});

test('a campaign is changed, and what was set is taken away by a dash', async () => {
  const { owner, sandbox } = await collection();
  const role = sandbox.roleId('Doctors');
  const all = { topic: 'Cooking', languages: 'de', kinds: 'replies', goal: 5, of: 'messages', role };
  await owner.command('campaign create', { name: 'Kitchen', ...all, from: '2026-12-01 18:00' });
  expect(owner.text()).toContain('Accepted messages: **0** of 5');
  await owner.command('campaign edit', { name: 'kitchen', new_name: 'Pantry', languages: 'fr' });
  expect(owner.text()).toContain('Pantry');
  expect(owner.text()).toContain('**Languages:** French');
  expect(owner.text()).toContain('Cooking');
  const none = { topic: '-', languages: '-', kinds: '-', goal: 0, from: '-', everybody: true };
  await owner.command('campaign edit', { name: 'Pantry', ...none });
  expect(owner.text()).not.toContain('Cooking');
  expect(owner.text()).toContain('**Languages:** all');
  expect(owner.text()).toContain('as in the whole collection');
  expect(owner.text()).toContain('**Standing:** open');
  expect(owner.text()).not.toContain('Only for');
  await owner.command('campaign show', { name: 'Kitchen' });
  expect(owner.text()).toContain('There is no campaign called “Kitchen”. There are: Pantry');
});

test('a task of a campaign costs two questions more than any other, and one more where there is a goal', async () => {
  const { owner, contributor, db } = await collection();
  await owner.command('campaign create', { name: 'Kitchen', goal: 50, kinds: 'prompts' });
  const ada = await contributor('Ada');
  await ada.command('task');
  await write(ada, 'What is a star?');
  await begin(ada, 'Kitchen');
  await nothingWaits(db);
  const seen = await statementsOf(async () => {
    await ada.command('task');
  });
  expect(inShort(seen).filter((one) => /campaigns|select backend_trees/.test(one))).toEqual([
    'select backend_campaigns',
    'select backend_trees', // whether the lottery may start one
    'select backend_trees', // whether there is room for a prompt
    'select backend_trees', // how far the goal is
  ]);
});

test('prompts are imported into a campaign, answered there, and exported from it', async () => {
  const { owner, contributor, sandbox, trees } = await collection();
  await owner.command('campaign create', { name: 'Sea Life', kinds: 'replies' });
  const ada = await contributor('Ada');
  await ada.command('task');
  await write(ada, 'What is a star?');
  const file = owner.attach('prompts.jsonl', '{"text": "What is a whale?", "lang": "en"}\n');
  await owner.command('import', { file, campaign: 'Moon' });
  await owner.until(() => owner.text().includes('There is no campaign called “Moon”'));
  await owner.command('import', { file, campaign: 'sea life' });
  await owner.until(() => owner.text().includes('New prompts: 1'));
  await owner.click('Import');
  await owner.until(() => owner.text().includes('The import is done.'));
  await begin(ada, 'Sea Life');
  expect(ada.buttons()).toEqual(['Reply as the assistant']);
  await ada.command('task');
  expect(ada.text()).toContain('What is a whale?');
  await write(ada, 'A very large animal of the sea.');
  expect(await trees()).toEqual([
    { text: 'What is a star?', name: null, state: 'initial_prompt_review' },
    { text: 'What is a whale?', name: 'Sea Life', state: 'growing' },
  ]);
  await owner.command('export', {
    format: 'messages',
    state: 'all',
    campaign: 'Sea Life',
    filters: '--unaccepted yes',
  });
  await expect.poll(() => owner.text()).toContain('Exported 2 lines.');
  const [attached] = owner.last().attachments;
  const text = await (await fetch(new URL(attached?.url ?? '', sandbox.url))).text();
  const lines = text.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).text)).toEqual([
    'What is a whale?',
    'A very large animal of the sea.',
  ]);
});

test('a backend on the network that has no campaigns is said in words, and nothing else changes', async () => {
  const { sandbox, backend, contributor } = await botWith([samples.initial_prompt]);
  const owner = sandbox.person('Owner');
  for (const [name, options] of [
    ['campaign list', {}],
    ['campaign create', { name: 'Kitchen' }],
    ['campaign end', { name: 'Kitchen' }],
  ] as const) {
    await owner.command(name, options);
    expect(owner.text()).toContain('has no campaigns');
  }
  backend.answer('campaigns', () => refusal(403, 2));
  await owner.command('campaign list');
  expect(owner.text()).toContain('none that this bot may look after');
  const ada = await contributor('Ada');
  await ada.command('available');
  expect(ada.text()).not.toContain('campaign');
  expect(backend.asked('tasks').map(({ body }) => body)).toEqual([
    expect.not.objectContaining({ campaign: expect.anything() }),
  ]);
});
