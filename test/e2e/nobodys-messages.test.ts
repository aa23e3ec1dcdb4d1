import { expect, onTestFinished, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { type ModerationScene, moderationScene } from '../support/moderation.ts';
import { seededRandom } from '../support/random.ts';

const others = ['Delete', 'Keep', 'Stop tree', 'Edit text'];

/** Mo has looked up a message of an author whom the test has made somebody else. */
async function lookedUp(at: ModerationScene, author: object) {
  const { user_id, id } = await at.db
    .selectFrom('backend_messages')
    .select(['id', 'user_id'])
    .executeTakeFirstOrThrow();
  await at.db.updateTable('backend_users').set(author).where('id', '=', user_id).execute();
  await at.mo.command('moderate message', { find: id });
}

/** Whether anybody was disabled, at the backend or by a reason to read. */
async function disabled({ db }: ModerationScene) {
  const users = await db.selectFrom('backend_users').select('id').where('enabled', '=', 0).execute();
  return [...users, ...(await db.selectFrom('bans').select('person_id').execute())];
}

test('nobody is to be disabled for a sample: the button is not there, and the card says why', async () => {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({ dataDir: await freshFolder(), clock, random: seededRandom(1) });
  onTestFinished(() => house.close());
  await seedSamples(house.db, () => 0);
  const sample = await house.db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
  const owner = house.sandbox.person('Owner');
  await owner.command('moderate message', { find: sample.id });
  expect(owner.text()).toContain('Written by nobody here: it is a sample, or was imported');
  expect(owner.buttons()).toEqual(others);
  expect(owner.text()).not.toContain('Reported message'); // nobody has
  await owner.click('Delete');
  expect(owner.buttons()).toEqual(['Confirm', 'Cancel']);
});

test.each([
  ['whoever left for good', { username: 'deleted_7', deleted: 1 }, 'has left for good'],
  ['whoever was unlinked', { username: 'unlinked_7' }, 'has left for good'],
  ['an import', { auth_method: 'system', username: 'import' }, 'a sample, or was imported'],
])('%s cannot be disabled by a button that was shown earlier, which says why', async (_, author, why) => {
  const at = await moderationScene();
  await lookedUp(at, author);
  expect(at.mo.buttons()).toEqual(others);
  const { id } = await at.db.selectFrom('cases').select('id').executeTakeFirstOrThrow();
  const card = at.mo.last();
  for (const customId of [`v1:caseask:${id}:disable`, `v1:caseban:${id}:disable.1.card`])
    await at.sandbox.forge(at.mo.id, {
      messageId: card.id,
      customId,
      ...(customId.includes('caseban')
        ? { components: [{ type: 18, component: { type: 4, custom_id: 'reason', value: 'Rude.' } }] }
        : {}),
    });
  expect(at.mo.text()).toContain(why);
  expect(await disabled(at)).toEqual([]);
});

test('somebody who is not from Discord can be disabled, and nothing is promised to them', async () => {
  const at = await moderationScene();
  await lookedUp(at, { auth_method: 'local', username: 'ada' });
  expect(at.mo.text()).toContain('somebody who is not from Discord');
  await at.mo.click('Disable author');
  expect(at.mo.text()).toContain('cannot appeal');
  await at.mo.click('Confirm');
  await at.mo.submit({ Reason: 'Rude.' });
  expect(at.mo.text()).toContain('disabled its author');
  expect(await at.db.selectFrom('bans').select('person_id').execute()).toEqual([]);
  expect(await disabled(at)).toHaveLength(1);
});
