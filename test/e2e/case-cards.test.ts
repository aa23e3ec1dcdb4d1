import { expect, test } from 'vitest';
import { buttonsOf } from '../../sandbox/driver/reading.ts';
import { caseSaying, type ModerationScene, moderationScene, untilFound } from '../support/moderation.ts';
import { english } from '../support/scenes.ts';

const open = ['Delete', 'Keep', 'Stop tree', 'Disable author', 'Edit text'];
const minutes = (count: number) => count * 60_000;

/** Ada's prompt is reported, and Mo has opened it from the queue. */
async function scene() {
  const at = await moderationScene();
  await at.report(at.ben, 'Rude.');
  await caseSaying(at, 'Reported message');
  await openCard(at);
  return at;
}

/** Opens the one message of the queue, and waits until it is known to be open. */
async function openCard(at: ModerationScene) {
  const { mo, db } = at;
  await mo.command('moderate queue');
  await mo.select('Choose a message', 'What is bread @everyone?');
  expect(mo.last().ephemeral).toBe(true);
  const { id } = mo.last();
  await untilFound(at, () =>
    db.selectFrom('case_cards').select('token').where('message_id', '=', id).execute(),
  );
}

/** How many messages there are that only Mo sees. */
const own = ({ mo }: ModerationScene) => mo.messages().filter(({ ephemeral }) => ephemeral).length;

const deleted = async ({ db }: ModerationScene) =>
  (await db.selectFrom('backend_messages').select('deleted').executeTakeFirstOrThrow()).deleted === 1;

test.each([
  ['Delete', 'deleted it', ['Undo']],
  ['Keep', 'kept it', ['Undo']],
  ['Stop tree', 'stopped its tree', ['Undo', 'Let tree go on']],
])(
  'a card that was looked up shows “%s”, asked about in its place, and is open again after an Undo',
  async (label, words, afterwards) => {
    const at = await scene();
    const count = own(at);
    expect(at.mo.buttons()).toEqual(open);
    await at.mo.click(label);
    expect(at.mo.text()).toContain('What is **bread**');
    expect(at.mo.buttons()).toEqual(['Confirm', 'Cancel']);
    await at.mo.click('Confirm');
    expect(at.mo.text()).toContain(`<@${at.mo.id}> (\`${at.mo.id}\`) ${words}`);
    expect(at.mo.buttons()).toEqual(afterwards);
    await at.mo.click('Undo');
    expect(at.mo.text()).toContain('took the last decision back');
    expect(at.mo.buttons()).toEqual(open);
    expect(own(at)).toBe(count);
  },
);

const treeState = async ({ db }: ModerationScene) =>
  (await db.selectFrom('backend_trees').select('state').executeTakeFirstOrThrow()).state;

test.each(['Stop tree', 'Delete', 'Keep'])(
  'a tree that somebody else stopped long ago is let go on from the card of its message, after “%s” there',
  async (label) => {
    const at = await scene();
    const before = await treeState(at);
    await at.mo.click(label);
    await at.mo.click('Confirm');
    await at.db.updateTable('backend_trees').set({ state: 'halted_by_moderator' }).execute();
    at.clock.advance(minutes(60 * 24 * 40));
    const messages = await at.db.selectFrom('backend_messages').select('id').execute();
    await at.owner.command('moderate message', { find: messages[0]?.id ?? '' });
    expect(at.owner.buttons()).toEqual(['Undo', 'Let tree go on']);
    await at.owner.click('Let tree go on');
    expect(at.owner.text()).toContain('Let the tree go on?');
    await at.owner.click('Confirm');
    expect(at.owner.text()).toContain(`<@${at.owner.id}> (\`${at.owner.id}\`) let its tree go on`);
    expect(at.owner.buttons()[0]).toBe('Undo');
    expect(await treeState(at)).not.toBe('halted_by_moderator');
    if (label === 'Delete') return;
    expect(await treeState(at)).toBe(before);
    await at.owner.click('Undo');
    expect(await treeState(at)).toBe('halted_by_moderator');
  },
);

test('a card shows that its author was disabled, once the reason is given', async () => {
  const at = await scene();
  await at.mo.click('Disable author');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Advertising' });
  expect(at.mo.text()).toContain('disabled its author');
  expect(at.mo.buttons()).toEqual(['Undo']);
  await at.ada.command('me');
  expect(at.ada.text()).toContain('Advertising');
});

test('a Cancel gives the card back as it is, and nothing is changed', async () => {
  const at = await scene();
  await at.mo.click('Delete');
  await at.mo.click('Cancel');
  expect(at.mo.text()).toContain('Nothing was changed');
  expect(at.mo.buttons()).toEqual(open);
  expect(await deleted(at)).toBe(false);
});

test.each([false, true])(
  'a card follows what somebody else decides in the log channel (after a restart: %s)',
  async (again) => {
    const at = await scene();
    await at.mo.click('Keep'); // asked, and not answered
    if (again) await at.restart();
    const owner = at.owner.go('log');
    const post = await caseSaying(at, 'Reported message');
    await owner.click('Delete', { on: post });
    await owner.click('Confirm');
    const card = () =>
      at.mo
        .messages()
        .filter(({ ephemeral }) => ephemeral)
        .at(-1) ?? expect.fail();
    await at.until(() => at.mo.text(card()).includes(`<@${owner.id}> (\`${owner.id}\`) deleted it`));
    expect(at.mo.buttons(card())).toEqual(['Undo']);
  },
);

test('a card follows what is decided on another card of the same message', async () => {
  const at = await scene();
  const first = at.mo.last();
  await openCard(at);
  await at.mo.click('Keep');
  await at.mo.click('Confirm');
  const now = () => at.mo.messages().find(({ id }) => id === first.id) ?? expect.fail();
  await at.until(() => at.mo.text(now()).includes('kept it'));
  expect(at.mo.buttons(now())).toEqual(['Undo']);
});

test('a card that can be changed no more answers a click with how its case stands', async () => {
  const at = await scene();
  const card = at.mo.last();
  for (let minute = 0; minute < 16; minute += 1) {
    at.clock.advance(minutes(1));
    await at.ben.command('help'); // Discord is heard of
  }
  const owner = at.owner.go('log');
  const post = await caseSaying(at, 'Reported message');
  await owner.click('Keep', { on: post });
  await owner.click('Confirm');
  await caseSaying(at, 'kept it');
  const seen = () => at.mo.messages().find(({ id }) => id === card.id) ?? expect.fail();
  expect(at.mo.buttons(seen())).toEqual(open);
  await at.mo.click('Delete', { on: seen() });
  expect(at.mo.text(seen())).toContain('Somebody else has decided meanwhile');
  expect(at.mo.text(seen())).toContain('kept it');
  expect(at.mo.buttons(seen())).toEqual(['Undo']);
  expect(await deleted(at)).toBe(false);
});

test('an Undo takes back the decision that it stood below, and no later one', async () => {
  const at = await scene();
  await at.mo.click('Delete');
  await at.mo.click('Confirm');
  const card = at.mo.last();
  const undo = buttonsOf(card).find(({ label }) => label === 'Undo')?.customId ?? expect.fail();
  await at.mo.click('Undo');
  await at.mo.click('Keep');
  await at.mo.click('Confirm');
  await at.sandbox.forge(at.mo.id, { messageId: card.id, customId: undo });
  const now = at.mo.messages().find(({ id }) => id === card.id) ?? expect.fail();
  expect(at.mo.text(now)).toContain('This is how it stands now');
  const [known] = await at.db.selectFrom('cases').select('decision').execute();
  expect(known).toEqual({ decision: 'keep' });
});

test('the cards of a moderator follow nothing any more once rights were taken away', async () => {
  const at = await scene();
  expect(await at.db.selectFrom('case_cards').select('person_id').execute()).toEqual([
    { person_id: at.mo.id },
  ]);
  await at.owner.command('team remove', { person: at.mo.id });
  expect(await at.db.selectFrom('case_cards').select('person_id').execute()).toEqual([]);
  const card = at.mo.last();
  await at.mo.click('Delete', { on: card });
  expect(at.mo.text()).toContain('Only moderators');
});

test.each(['Disable author', 'Edit text'])(
  'whoever is no moderator any more when they send the form of “%s” is refused, and nothing is changed',
  async (label) => {
    const at = await scene();
    const before = await at.db.selectFrom('backend_messages').select(['text', 'deleted']).execute();
    await at.mo.click(label);
    if (label === 'Disable author') await at.mo.click('Confirm');
    await at.owner.command('team remove', { person: at.mo.id });
    await at.mo.submit(label === 'Edit text' ? { Text: 'Something else' } : { Reason: 'Advertising' });
    expect(at.mo.text()).toContain(english('access.moderator'));
    expect(await at.db.selectFrom('backend_messages').select(['text', 'deleted']).execute()).toEqual(before);
    expect(await at.db.selectFrom('bans').select('person_id').execute()).toEqual([]);
    expect(await at.db.selectFrom('backend_acts').select('act').execute()).toEqual([]);
    expect(await at.db.selectFrom('cases').select('decision').execute()).toEqual([{ decision: null }]);
  },
);
