import { expect, onTestFinished, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';

/** A collection whose prompts need two reviews; Ada's has one, and the owner looks at the settings. */
async function scene() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(3);
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random,
    newId: seededIds(random),
    settings: { reviewsForPrompt: 2, backlogChance: 0 },
  });
  onTestFinished(() => house.close());
  const owner = house.sandbox.person('Owner');
  await owner.command('settings collection');
  return { ...house, owner, clock };
}

test('an owner lowers the reviews, reads what follows, applies it, and it is so', async () => {
  const { owner, contributor, db, settled } = await scene();
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  await ada.click('Send');
  await ben.command('task', { type: 'label_initial_prompt' });
  if (!ben.buttons().includes('Label')) {
    await ben.click('Skip');
    await ben.command('task', { type: 'label_initial_prompt' });
  }
  await ben.click('Label');
  await ben.submit({ 'Is it spam?': 'No' });
  await ben.click('Send');
  const reviewed = () =>
    db.selectFrom('backend_messages').select(['review_count', 'review_result']).execute();
  expect(await reviewed()).toEqual([{ review_count: 1, review_result: null }]);

  expect(owner.text()).toContain('Reviews for a prompt: **2**');
  await owner.select('Change a subject …', 'Reviews and rankings');
  await owner.submit({ 'Reviews for a prompt': '1' });
  expect(owner.text()).toContain('Reviews for a prompt: **1** instead of 2');
  expect(owner.text()).toContain('1 message that waits is accepted now. 1 conversation goes on');
  expect(owner.buttons()).toEqual(['Apply', 'Cancel']);
  expect(await reviewed()).toEqual([{ review_count: 1, review_result: null }]);
  await owner.click('Apply');
  expect(owner.text()).toContain('✅ Changed');
  expect(owner.text()).toContain(`<@${owner.id}>: Reviews for a prompt: **1** instead of 2`);
  await settled();
  expect(await reviewed()).toEqual([{ review_count: 1, review_result: 1 }]);
});

test('nothing changes until it is applied, and a form that cannot be is given back in words', async () => {
  const { owner, db } = await scene();
  await owner.select('Change a subject …', 'Texts and time');
  await owner.submit({ 'Longest text, in characters': '500' });
  await owner.click('Cancel');
  expect(owner.text()).toContain('Nothing was changed.');
  expect(owner.text()).toContain('Longest text, in characters: **2,000**');
  await owner.select('Change a subject …', 'Texts and time');
  await owner.submit({ 'Longest text, in characters': 'lots', 'Hours to answer a task': '24' });
  expect(owner.text()).toContain('must be a whole number from 1 to 100000; you wrote “lots”');
  await owner.select('Change a subject …', 'Texts and time');
  await owner.submit({});
  expect(owner.text()).toContain('All of that is so already.');
  expect(await db.selectFrom('backend_settings').select('version').execute()).toEqual([]);
});

test('a limit and the kinds of tasks hold from the next form and task on, without a restart', async () => {
  const { owner, contributor } = await scene();
  const ada = await contributor('Ada');
  await ada.command('task', { type: 'initial_prompt' });
  await owner.select('Change a subject …', 'Texts and time');
  await owner.submit({ 'Longest text, in characters': '9', 'Hours to answer a task': '1,5' });
  expect(owner.text()).toContain('Hours to answer a task: **1.5** instead of 48');
  await owner.click('Apply');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'too long!' });
  expect(ada.buttons()).toContain('Send');
  await owner.select('Change a subject …', 'Kinds of tasks');
  await owner.submit({ 'Also hand out': ['Write and rate summaries'] });
  await owner.click('Apply');
  expect(owner.text()).toContain('Write and rate summaries: **on** (chosen here)');
  await owner.command('setup');
  await owner.select('Kinds of tasks; none: all', 'Summarize a story');
  expect(owner.text()).toContain('**Kinds of tasks:** Summarize a story');
});

test('of two who change at the same time, the second is told; a second click on what is done does no harm', async () => {
  const { owner, db } = await scene();
  await owner.select('Change a subject …', 'Conversations');
  await owner.submit({ 'Depth of a conversation': '2' });
  const first = owner.last();
  await owner.command('settings collection');
  await owner.select('Change a subject …', 'Conversations');
  await owner.submit({ 'Depth of a conversation': '4' });
  await owner.click('Apply');
  expect(owner.text()).toContain('✅ Changed');
  await owner.click('Apply', { on: first });
  expect(owner.text(owner.again(first))).toContain('Somebody has changed the settings meanwhile');
  expect(await db.selectFrom('backend_settings').select('version').execute()).toEqual([{ version: 1 }]);
});

test.each([404, 405])('a backend that has no such endpoint (%i) is told of in words', async (status) => {
  const { sandbox, backend } = await botWith();
  backend.answer('settings', () => Response.json({ detail: 'Not Found' }, { status }));
  const owner = sandbox.person('Owner');
  await owner.command('settings collection');
  expect(owner.text()).toContain('does not let its numbers be changed from here');
});
