import { expect, test } from 'vitest';
import { buttonsOf } from '../../sandbox/driver/reading.ts';
import { changeServer } from '../../src/store/servers.ts';
import {
  caseSaying,
  type ModerationScene,
  moderationScene as scene,
  untilFound,
} from '../support/moderation.ts';

const buttons = ['Delete', 'Keep', 'Stop tree', 'Disable author'];

const message = async ({ db }: ModerationScene) =>
  await db
    .selectFrom('backend_messages')
    .innerJoin('backend_trees', 'backend_trees.id', 'backend_messages.tree_id')
    .select(['deleted', 'state'])
    .executeTakeFirstOrThrow();

test('a report arrives in the log channel with the message, who reported it and why, and pings nobody', async () => {
  const at = await scene();
  await at.report(at.ben, 'It sells something.');
  const post = await caseSaying(at, 'Reported message');
  const text = at.mo.text(post);
  for (const part of [
    'What is **bread**',
    `<@${at.ben.id}> (\`${at.ben.id}\`)`,
    '“It sells something.”',
    `<@${at.ada.id}>`,
  ])
    expect(text).toContain(part);
  expect(post.pings).toEqual([]);
  expect(at.mo.buttons(post)).toEqual(buttons);
});

test.each([
  ['Delete', { deleted: 1 }, 'deleted it'],
  ['Keep', { deleted: 0, state: 'initial_prompt_review' }, 'kept it'],
  ['Stop tree', { deleted: 0, state: 'halted_by_moderator' }, 'stopped its tree'],
])('“%s” asks once, is done, shown and taken back', async (label, outcome, words) => {
  const at = await scene();
  await at.report(at.ben, 'Rude.');
  const post = await caseSaying(at, 'Reported message');
  const before = await message(at);
  await at.mo.click(label, { on: post });
  expect(at.mo.last().ephemeral).toBe(true);
  expect(at.mo.buttons()).toEqual(['Confirm', 'Cancel']);
  expect(await message(at)).toEqual(before);
  await at.mo.click('Confirm');
  expect(at.mo.text()).toContain('Done');
  expect(await message(at)).toMatchObject(outcome);
  const decided = await caseSaying(at, `<@${at.mo.id}> (\`${at.mo.id}\`) ${words}`);
  expect(at.mo.buttons(decided)).toEqual(['Undo']);
  await at.mo.click('Undo', { on: decided });
  expect(await message(at)).toEqual(before);
  const open = await caseSaying(at, 'took the last decision back');
  expect(at.mo.buttons(open)).toEqual(buttons);
  const acts = await at.db.selectFrom('backend_acts').select(['actor', 'undone_by']).execute();
  expect(acts).toEqual([{ actor: `discord:${at.mo.id}`, undone_by: `discord:${at.mo.id}` }]);
});

test('an author is disabled with a reason, and may work again after an undo', async () => {
  const at = await scene();
  await at.report(at.ben, 'Rude.');
  const post = await caseSaying(at, 'Reported message');
  await at.mo.click('Disable author', { on: post });
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  const decided = await caseSaying(at, 'disabled its author');
  await at.ada.command('task');
  expect(at.ada.text()).toContain('closed your account');
  const ban = await at.db.selectFrom('bans').select(['person_id', 'reason', 'by', 'lifted_at']).execute();
  expect(ban).toEqual([{ person_id: at.ada.id, reason: 'Advertising', by: at.mo.id, lifted_at: null }]);
  await at.mo.click('Undo', { on: decided });
  await at.ada.command('task');
  expect(at.ada.buttons()).toContain('Answer');
});

test('Cancel changes nothing, and a Confirm that a new report overtook is refused', async () => {
  const at = await scene();
  await at.report(at.ben, 'Rude.');
  const post = await caseSaying(at, 'Reported message');
  const before = await message(at);
  await at.mo.click('Delete', { on: post });
  await at.mo.click('Cancel');
  expect(at.mo.text()).toContain('Nothing was changed');
  await at.mo.click('Stop tree', { on: post });
  const stale = at.mo.last();
  await at.mo.click('Keep', { on: post });
  await at.mo.click('Confirm');
  await at.mo.click('Confirm', { on: stale });
  const told = at.mo.messages().find(({ id }) => id === stale.id) ?? expect.fail();
  expect(at.mo.text(told)).toContain('decided meanwhile');
  expect(at.mo.text(told)).toContain(`<@${at.mo.id}> (\`${at.mo.id}\`) kept it`);
  expect(at.mo.buttons(told)).toEqual([]);
  expect(await message(at)).toEqual(before);
});

test('what the rules remove arrives as well, and can be undone', async () => {
  const at = await scene();
  // the log channels hear of what the rules do from the first round on
  await untilFound(at, () => at.db.selectFrom('case_feed').select('one').execute());
  await at.report(at.ben, 'Rude.');
  await caseSaying(at, 'Reported message');
  const cleo = await at.contributor('Cleo');
  await at.report(cleo, 'Very rude.');
  const post = await caseSaying(at, 'Removed by the rules');
  expect(at.mo.text(post)).toContain('The rules ended its tree');
  expect(at.mo.buttons(post)).toEqual(['Undo']);
  await at.mo.click('Undo', { on: post });
  expect(await message(at)).toEqual({ deleted: 0, state: 'initial_prompt_review' });
});

test('the buttons work on their own message only, and for moderators only', async () => {
  const at = await scene();
  await at.report(at.ben, 'Rude.');
  const post = await caseSaying(at, 'Reported message');
  const [{ id } = { id: '' }] = await at.db.selectFrom('cases').select('id').execute();
  const other = at.mo.go('general');
  await other.say('Hello');
  await at.sandbox.forge(at.mo.id, { messageId: other.last().id, customId: `v1:case:${id}:delete` });
  expect(at.mo.text()).toContain('belong to another message');
  await at.sandbox.forge(at.ben.id, { messageId: post.id, customId: `v1:case:${id}:delete` });
  await at.sandbox.forge(at.ben.id, { messageId: post.id, customId: `v1:casesure:${id}:delete.1` });
  expect(at.ben.go('log').text()).toContain('Only moderators');
  expect(await message(at)).toMatchObject({ deleted: 0 });
});

test('a log channel that somebody chose who is not trusted with reports sees none', async () => {
  const at = await scene({ chosenBy: 'Sam' });
  await at.report(at.ben, 'Rude.');
  await untilFound(at, () => at.db.selectFrom('cases').select('id').where('stale', '=', 0).execute());
  expect(at.mo.messages()).toEqual([]);
});

test('who was disabled reads why, appeals once, and reads the answer', async () => {
  const at = await scene();
  await at.mo.command('moderate person', { person: at.ada.id });
  expect(at.mo.text()).toContain('May work');
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  await at.ada.command('task');
  await at.ada.click('Appeal');
  await at.ada.submit({ 'What do you say to it?': 'I was joking.' });
  expect(at.ada.text()).toContain('Nobody has answered yet');
  const post = await caseSaying(at, 'I was joking.', { among: 2 }); // the ban stands there as well
  expect(at.mo.text(post)).toContain('Advertising');
  await at.mo.click('Answer', { on: post });
  await at.mo.submit({ 'Your answer': 'Then be welcome again.' });
  await caseSaying(at, 'Then be welcome again.', { among: 2 });
  await at.ada.command('task');
  await at.ada.click('Appeal');
  expect(at.ada.modal).toBeNull();
  for (const part of ['Advertising', 'I was joking.', 'Then be welcome again.'])
    expect(at.ada.text()).toContain(part);
  await at.ada.command('me');
  expect(at.ada.text()).toContain('Then be welcome again.');
});

test('a moderator who answers an appeal reads what opens the account, and that the answer does not', async () => {
  const at = await scene();
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  await at.ada.command('task');
  await at.ada.click('Appeal');
  await at.ada.submit({ 'What do you say to it?': 'I was joking.' });
  const post = await caseSaying(at, 'I was joking.', { among: 2 });
  const hint = 'An answer does not open the account: “Enable” in /moderate person does.';
  expect(post.embeds[0]?.footer?.text).toBe(hint);
  await at.mo.click('Answer', { on: post });
  await at.mo.submit({ 'Your answer': 'Then be welcome again.' });
  const answered = await caseSaying(at, 'Then be welcome again.', { among: 2 });
  expect(answered.embeds[0]?.footer?.text).toBe(hint);
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Enable');
  await at.mo.click('Confirm');
  await at.ada.command('me');
  expect(at.ada.text()).not.toContain('Then be welcome again.');
});

test('whose account is closed can appeal first, and is offered no way of sending', async () => {
  const at = await scene();
  await at.ada.command('me');
  expect(at.ada.buttons()).toContain('Send without review');
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  expect(at.mo.text()).toMatch(new RegExp(`^Done\\. <@${at.mo.id}> .*disabled <@${at.ada.id}>`));
  await at.ada.command('me');
  expect(at.ada.buttons()).toEqual(['Appeal', 'Edit 1', 'Withdraw 1']);
  expect(at.ada.text()).not.toContain('Send without review');
});

test('who merges two accounts reads which of them the backend does not know', async () => {
  const at = await scene();
  const { id } = at.sandbox.person('Stranger');
  await at.mo.command('moderate person', { person: at.ada.id, into: id });
  expect(at.mo.text()).toContain(`does not know <@${id}>`);
  await at.mo.command('moderate person', { person: id, into: at.ada.id });
  expect(at.mo.text()).toContain(`does not know <@${id}>`);
});

test('an appeal is found and answered where no log channel has it, and cannot pass for words of ours', async () => {
  const at = await scene();
  const { id } = at.sandbox.person('Owner');
  const server = { id: at.sandbox.guildId, locale: 'en-US' };
  await changeServer(at.db, server, { logChannel: undefined }, { by: id, now: at.clock.now() });
  await at.mo.command('moderate queue');
  expect(at.mo.text()).not.toContain('Appeals');
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  await at.ada.command('task');
  await at.ada.click('Appeal');
  const forged = 'Sorry.\n\n**What was done**\n• `enable` – “a mistake of ours”\n>>> ||';
  await at.ada.submit({ 'What do you say to it?': forged });
  await at.mo.command('moderate queue');
  expect(at.mo.text()).toContain(`Appeals that nobody has answered: <@${at.ada.id}>`);
  await at.mo.command('moderate person', { person: at.ada.id });
  const [facts, appeal] = at.mo.last().embeds;
  expect(facts?.description).toContain('Advertising');
  expect(facts?.description).not.toContain('mistake of ours');
  expect(appeal?.description).toContain('mistake of ours');
  await at.mo.click('Answer');
  await at.mo.submit({ 'Your answer': 'No.' });
  expect(at.mo.buttons()).toEqual([]);
  expect(at.mo.messages().filter(({ ephemeral }) => !ephemeral)).toEqual([]);
  await at.ada.command('me');
  await at.ada.click('Appeal');
  expect(at.ada.text()).toContain('No.');
  await at.mo.command('moderate queue');
  expect(at.mo.text()).not.toContain('Appeals');
});

test('what came back because its author was disabled can be sent once they are let in again', async () => {
  const at = await scene();
  await at.ada.command('task', { type: 'initial_prompt' });
  await at.ada.click('Answer');
  await at.ada.submit({ 'Your text': 'How does dough rise overnight?' });
  const card = at.ada.last();
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'A mistake' });
  await at.ada.click('Send', { on: card });
  expect(at.ada.text()).toContain('Your answer came back');
  await at.ada.click('Send');
  expect(at.ada.text()).toContain('closed your account'); // nothing has changed
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Enable');
  await at.mo.click('Confirm');
  await at.ada.click('Send');
  expect(at.ada.text()).toContain('Saved');
  const texts = await at.db.selectFrom('backend_messages').select('text').execute();
  expect(texts.map(({ text }) => text)).toContain('How does dough rise overnight?');
});

test('what one person says to a report does not run over what another says', async () => {
  const at = await scene();
  const cleo = await at.contributor('Cleo');
  await at.report(at.ben, 'a ||');
  await at.report(cleo, '|| b **');
  const post = await caseSaying(at, 'a ');
  expect(JSON.stringify(post.embeds)).toContain('“a \\\\|\\\\|”');
});

test('a person who may work cannot fill the log channel with appeals', async () => {
  const at = await scene();
  await at.ben.say('Hello');
  await at.sandbox.forge(at.ben.id, {
    messageId: at.ben.last().id,
    customId: 'v1:appealed:-::x',
    components: [],
  });
  expect(at.ben.text()).toContain('No reason was written down');
  expect(await at.db.selectFrom('posts').select('id').execute()).toEqual([]);
});

test('a purge says how much would go, takes it, and is undone', async () => {
  const at = await scene();
  const before = await message(at);
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Delete all they wrote');
  expect(at.mo.text()).toContain('1 message goes');
  expect(await message(at)).toEqual(before);
  await at.mo.click('Confirm');
  expect(at.mo.modal?.data.title).toBe('Delete all they wrote');
  await at.mo.submit({ Reason: 'All of it is copied.' });
  expect(await message(at)).toMatchObject({ deleted: 1 });
  await at.mo.click('Undo');
  expect(at.mo.text()).toContain('May work');
  expect(at.mo.text()).toContain('“All of it is copied.” (undone)');
  expect(await message(at)).toEqual(before);
});

test('after a purge is undone, whoever was disabled before reads why, what they said to it and the answer', async () => {
  const at = await scene();
  const keptOut = async (button: string, reason: string) => {
    await at.mo.command('moderate person', { person: at.ada.id });
    await at.mo.click(button);
    await at.mo.click('Confirm');
    await at.mo.submit({ Reason: reason });
  };
  await keptOut('Disable', 'Advertising');
  await at.ada.command('task');
  await at.ada.click('Appeal');
  await at.ada.submit({ 'What do you say to it?': 'It was one link.' });
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Answer');
  await at.mo.submit({ 'Your answer': 'It was five.' });
  const told = async () => {
    await at.ada.command('me');
    await at.ada.click('Appeal');
    return at.ada.text();
  };
  const before = await told();
  for (const said of ['Advertising', 'It was one link.', 'It was five.']) expect(before).toContain(said);

  await keptOut('Delete all they wrote', 'All of it is copied.');
  const purged = at.mo.last();
  await at.ada.command('me');
  expect(at.ada.text()).toContain('All of it is copied.');
  await at.mo.click('Undo', { on: purged });
  expect(at.mo.text()).toContain('Disabled: gets no tasks.');
  expect(await told()).toBe(before);

  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Enable');
  await at.mo.click('Confirm');
  await at.mo.click('Undo'); // what lifted it is taken back
  expect(await told()).toBe(before);
});

test('a case whose author was disabled before leaves them their reason once it is undone', async () => {
  const at = await scene();
  await at.report(at.ben, 'Rude.');
  const post = await caseSaying(at, 'Reported message');
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  await at.mo.click('Disable author', { on: post });
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Rude' });
  const decided = await caseSaying(at, 'disabled its author', { among: 2 });
  await at.mo.click('Undo', { on: decided });
  await at.ada.command('me');
  expect(at.ada.text()).toContain('Advertising');
  expect(at.ada.text()).not.toContain('Rude');
  expect(at.ada.buttons()).toEqual(['Appeal']);
});

test('two accounts are merged after a question that says it cannot be undone', async () => {
  const at = await scene();
  await at.mo.command('moderate person', { person: at.ada.id, into: at.ben.id });
  expect(at.mo.text()).toContain('cannot be undone');
  await at.mo.click('Confirm');
  expect(at.mo.buttons()).toEqual([]);
  const former = await at.db.selectFrom('backend_former_identities').select('username').execute();
  expect(former).toEqual([{ username: at.ada.id }]);
});

test('the queue and a search lead to a message, whose text is edited and put back', async () => {
  const at = await scene();
  await at.mo.command('moderate queue');
  expect(at.mo.text()).toBe('Nothing waits for a decision.');
  await at.report(at.ben, 'Rude.');
  await caseSaying(at, 'Reported message');
  await at.mo.command('moderate queue');
  expect(at.mo.text()).toContain('1 reported message waits');
  await at.mo.command('moderate message', { find: 'bread' });
  const found = at.mo.last();
  await at.mo.select('Choose a message', 'What is bread @everyone?', { on: found });
  expect(at.mo.buttons()).toEqual([...buttons, 'Edit text']);
  await at.mo.click('Edit text');
  await at.mo.submit({ Text: ' What is **bread** @everyone? ' });
  expect(at.mo.text()).toContain('Nothing was changed: the text is the same as before.');
  await at.mo.click('Edit text');
  await at.mo.submit({ Text: 'What is bread?' });
  const text = () => at.db.selectFrom('backend_messages').select('text').execute();
  expect(await text()).toEqual([{ text: 'What is bread?' }]);
  await at.mo.click('Undo', { on: await caseSaying(at, 'edited it') });
  expect(await text()).toEqual([{ text: 'What is **bread** @everyone?' }]);
});

test('somebody the backend does not know, and a message there is not, are said in words', async () => {
  const at = await scene();
  await at.mo.command('moderate person', { person: at.mo.id });
  expect(at.mo.text()).toContain(`does not know <@${at.mo.id}>: they have not got a task yet`);
  await at.mo.command('moderate message', { find: '00000000-0000-4000-8000-000000000009' });
  expect(at.mo.text()).toContain('does not have this message');
  await at.mo.command('moderate message', { find: 'zebra' });
  expect(at.mo.text()).toContain('0 messages found');
});

test('a disabled person reads the reason in /me, with a way to appeal', async () => {
  const at = await scene();
  await at.ada.command('me');
  expect(at.ada.buttons()).not.toContain('Appeal');
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising **bread** @everyone' });
  await at.ada.command('me');
  expect(at.ada.text()).toContain('Advertising **bread**');
  expect(at.ada.last().pings).toEqual([]);
  await at.ada.click('Appeal');
  await at.ada.submit({ 'What do you say to it?': 'It was a question.' });
  await at.until(() => at.mo.messages().some((post) => at.mo.text(post).includes('It was a question.')));
  await at.mo.command('moderate person', { person: at.ada.id });
  await at.mo.click('Enable');
  await at.mo.click('Confirm');
  await at.ada.command('me');
  expect(at.ada.buttons()).not.toContain('Appeal');
});

test('the page of a person says how often their texts were flagged', async () => {
  const at = await scene();
  await at.mo.command('moderate person', { person: at.ada.id });
  expect(at.mo.text()).toContain('Red flags on their texts: **0**, on 0 of them');
  await at.report(at.ben, 'Rude.');
  const flags = () => at.db.selectFrom('backend_flags').select('message_id').execute();
  await untilFound(at, flags);
  await at.mo.command('moderate person', { person: at.ada.id });
  expect(at.mo.text()).toContain('Red flags on their texts: **1**, on 1 of them');
  await at.mo.command('moderate person', { person: at.ben.id });
  expect(at.mo.text()).toContain('Red flags on their texts: **0**, on 0 of them');
});

test('the page of a person tells their points as they read them themselves, before any leaderboard was counted', async () => {
  const at = await scene({ pointsForPrompt: 7 });
  await at.mo.command('moderate person', { person: at.ben.id });
  expect(at.mo.text()).toContain('Points: **0**');
  await at.ada.command('me');
  expect(at.ada.text()).toContain('· 7 points ·');
  await at.mo.command('moderate person', { person: at.ada.id });
  expect(at.mo.text()).toContain('Points: **7**');
});

test.each([
  ['Disable', 'disabled', { Reason: 'Rude.' }],
  ['Delete all they wrote', 'deleted all that', { Reason: 'Copied.' }],
])(
  '“%s” on that page is told in the log channel, and taken back there once',
  async (button, words, reason) => {
    const at = await scene();
    const before = await message(at);
    await at.mo.command('moderate person', { person: at.ada.id });
    await at.mo.click(button);
    await at.mo.click('Confirm');
    await at.mo.submit(reason);
    const post = await caseSaying(at, `<@${at.mo.id}> (\`${at.mo.id}\`) ${words}`);
    expect(at.mo.text(post)).toContain(reason.Reason);
    expect(at.mo.buttons(post)).toEqual(['Undo']);
    const elsewhere = at.owner.go('general');
    await elsewhere.say('Hello');
    const customId = buttonsOf(post).find(({ label }) => label === 'Undo')?.customId ?? expect.fail();
    await at.sandbox.forge(at.owner.id, { messageId: elsewhere.last().id, customId });
    expect(at.owner.text()).toContain('belong to another message');
    await at.mo.click('Undo', { on: post });
    const taken = await caseSaying(at, 'took the last decision back');
    expect(at.mo.buttons(taken)).toEqual([]);
    expect(await message(at)).toEqual(before);
    const bans = await at.db.selectFrom('bans').select('lifted_at').execute();
    expect(bans.filter(({ lifted_at }) => lifted_at === null)).toEqual([]);
    const undone = await at.db.selectFrom('backend_acts').select('undone_by').execute();
    expect(undone).toEqual([{ undone_by: `discord:${at.mo.id}` }]);
  },
);

test('a merge is told there as well, without an Undo, and what is undone on the page is undone there', async () => {
  const at = await scene();
  await at.mo.command('moderate person', { person: at.ben.id });
  await at.mo.click('Disable');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Rude.' });
  await at.mo.click('Undo');
  const taken = await caseSaying(at, 'took the last decision back');
  expect(at.mo.buttons(taken)).toEqual([]);
  await at.mo.command('moderate person', { person: at.ada.id, into: at.ben.id });
  await at.mo.click('Cancel');
  expect(at.mo.text()).toContain('Nothing was changed');
  await at.mo.command('moderate person', { person: at.ada.id, into: at.ben.id });
  await at.mo.click('Confirm');
  const posts = () => at.mo.messages().filter(({ ephemeral }) => !ephemeral);
  const isTold = () => posts().some((post) => at.mo.text(post).includes('merged'));
  await at.until(isTold);
  const told = posts().find((post) => at.mo.text(post).includes('merged')) ?? expect.fail();
  expect(at.mo.text(told)).toContain(`merged <@${at.ada.id}> (\`${at.ada.id}\`) into <@${at.ben.id}>`);
  expect(at.mo.buttons(told)).toEqual([]);
});

test.each([
  ['Owner', 'Reports arrive there', 'No reports arrive there'],
  ['Mo', 'Reports arrive there', 'No reports arrive there'],
  ['Manager', 'No reports arrive there', 'Reports arrive there:'],
])('/setup says whether a log channel that %s chose gets reports', async (chosenBy, said, unsaid) => {
  const at = await scene({ chosenBy });
  await at.owner.command('setup');
  expect(at.owner.text()).toContain(said);
  expect(at.owner.text()).not.toContain(unsaid);
});

test('a log channel is not trusted because somebody who is trusted changed something else of its server', async () => {
  const at = await scene({ chosenBy: 'Manager' });
  const server = { id: at.sandbox.guildId, locale: 'en-US' };
  const by = { by: at.owner.id, now: at.clock.now() };
  const { logChannel } = await changeServer(at.db, server, { weekly: true }, by);
  await at.owner.command('setup');
  expect(at.owner.text()).toContain('No reports arrive there');
  await at.report(at.ben, 'Rude.');
  await untilFound(at, () => at.db.selectFrom('cases').select('id').where('stale', '=', 0).execute());
  expect(at.mo.messages()).toEqual([]);
  await changeServer(at.db, server, { logChannel }, by); // the same one, chosen by an owner
  await caseSaying(at, 'Rude.');
});
