import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { personalListNames } from '../../src/oasst/personal-data.ts';
import { PersonalDocument } from '../../src/people/privacy/document.ts';
import { checkCollection } from '../backend/support/invariants.ts';
import { botWith } from '../support/bot.ts';
import { bytesIn } from '../support/bytes-in.ts';
import { testClock } from '../support/clock.ts';
import { dump } from '../support/dump.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';

const PROMPT = 'Why is the sky blue at noon, and red when the sun goes down?';
const controls = [
  'Get my data',
  'Leave the leaderboard',
  'Thank me by name',
  'Withdraw consent',
  'Delete everything',
];

/** A house with the embedded backend, in which Ada has written a prompt and Ben holds the task to judge it. */
async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(5);
  const dataDir = await freshFolder();
  const settings = { reviewsForPrompt: 1, backlogChance: 0 };
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random), settings });
  onTestFinished(() => house.close());
  const [ada, ben] = [await house.contributor('Ada Lovelace'), await house.contributor('Ben')];
  await write(ada, PROMPT);
  await ben.command('task', { type: 'label_initial_prompt' });
  return { ...house, clock, dataDir, ada, ben };
}

async function write(person: Person, text: string) {
  await person.command('task', { type: 'initial_prompt' });
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click('Send');
}

async function deleteEverything(person: Person, word = 'DELETE') {
  await person.command('privacy');
  await person.click('Delete everything');
  await person.submit({ 'Type DELETE to confirm': word });
}

test('/privacy says what is kept, in numbers, and what can be done', async () => {
  const { ada, sandbox } = await collection();
  await ada.command('privacy');
  expect(ada.text()).toContain('texts **1**');
  expect(ada.text()).toContain('receipts of consent **1**');
  expect(ada.buttons()).toEqual(controls);
  const eve = sandbox.person('Eve');
  await eve.command('privacy');
  expect(eve.text()).toContain('The collection knows nothing of you.');
  expect(eve.buttons()).toEqual(['Get my data', 'Withdraw consent', 'Delete everything']);
});

test('my data comes as one file with everything in it, in the form that is declared', async () => {
  const { ada } = await collection();
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Half of a thought about the moon' });
  await ada.command('privacy');
  await ada.click('Get my data');
  await ada.until(() => ada.last().attachments.length > 0);
  const [file] = ada.last().attachments;
  const document = PersonalDocument.parse(await (await fetch(file?.url ?? '')).json());
  expect(document.person).toMatchObject({ discord_id: ada.id, display_name: 'Ada Lovelace' });
  expect(document.lists.messages.map(({ text }) => text)).toEqual([PROMPT]);
  expect(document.lists.consents).toMatchObject([{ version: 1, lang: 'en', withdrawn: null }]);
  expect(document.lists.drafts).toMatchObject([{ content: { text: 'Half of a thought about the moon' } }]);
  expect(document.lists.calls.map(({ kind }) => kind).sort()).toEqual(['ack', 'ack', 'answer']);
  expect(document.lists.tasks.length).toBe(2);
  expect(document.settings).toMatchObject({
    show_on_leaderboard: true,
    moderator: false,
    thanked_by_name: false,
  });
});

test('who leaves the leaderboard is left out at once, and may join again', async () => {
  const { ada, db } = await collection();
  const shown = async () =>
    (
      await db
        .selectFrom('backend_users')
        .select('show_on_leaderboard')
        .where('username', '=', ada.id)
        .executeTakeFirst()
    )?.show_on_leaderboard;
  await ada.command('privacy');
  await ada.click('Leave the leaderboard');
  expect(await shown()).toBe(0);
  expect(ada.buttons()).toContain('Join the leaderboard');
  await ada.click('Join the leaderboard');
  expect(await shown()).toBe(1);
  expect(ada.buttons()).toEqual(controls);
});

test('who agrees to be thanked by name may take that back, in the same place; nobody else is asked', async () => {
  const { ada, db } = await collection();
  const named = async () =>
    (await db.selectFrom('people').select('display_name').where('named_at', 'is not', null).execute()).length;
  await ada.command('privacy');
  expect(ada.text()).toContain('Weekly summaries do not name you.');
  expect(await named()).toBe(0);
  await ada.click('Thank me by name');
  expect(ada.text()).toContain('Weekly summaries may thank you by name.');
  expect(await named()).toBe(1);
  await ada.click('Do not name me');
  expect(ada.text()).toContain('Weekly summaries do not name you.');
  expect(await named()).toBe(0);
  expect(ada.buttons()).toEqual(controls);
});

test('another word deletes nothing', async () => {
  const { ada, db } = await collection();
  await deleteEverything(ada, 'delete it');
  expect(ada.text()).toContain('nothing was deleted');
  expect(ada.text()).not.toContain('delete it');
  expect(ada.buttons()).toEqual(['Delete everything']);
  expect(await db.selectFrom('erasures').selectAll().execute()).toEqual([]);
  await ada.command('privacy');
  expect(ada.buttons()).toEqual(controls);
});

test('after Delete everything not a byte of the person is left in the data folder', async () => {
  const { ada, ben, db, dataDir } = await collection();
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Half of a thought about the moon' });
  const traces = [PROMPT, 'Half of a thought about the moon', ada.id, 'Ada Lovelace'];
  expect(await bytesIn(dataDir, traces)).toEqual(traces); // the search finds what is there
  await deleteEverything(ada, ' delete ');
  expect(ada.text()).toContain('Everything about you is deleted');
  expect(await bytesIn(dataDir, traces)).toEqual([]);
  expect(await dump(db)).not.toContain(ada.id);
  await checkCollection(db);
  await ben.command('task'); // what Ben holds goes on without words
  expect(ben.text()).not.toContain(PROMPT);
  await ada.command('task');
  expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
});

test('two clicks at once are one, and an old button still does no harm', async () => {
  const { ada, db, sandbox } = await collection();
  await ada.command('privacy');
  await ada.click('Withdraw consent');
  const unlink = () => sandbox.forge(ada.id, { messageId: ada.last().id, customId: 'v1:unlinkme:-:' });
  await Promise.all([unlink(), unlink()]);
  await sandbox.forge(ada.id, { messageId: ada.last().id, customId: 'v1:eraseme:-:' });
  await ada.submit({ 'Type DELETE to confirm': 'DELETE' });
  await ada.until(() => ada.text().includes('Everything about you is deleted'));
  expect(await db.selectFrom('erasures').selectAll().execute()).toEqual([]);
  expect(await dump(db)).not.toContain(ada.id);
});

test('a button somebody else was shown is about whoever presses it', async () => {
  const { ada, ben, db, sandbox } = await collection();
  await ada.command('privacy');
  await sandbox.forge(ben.id, { messageId: ada.last().id, customId: 'v1:leaveboard:-:' });
  const hidden = await db
    .selectFrom('backend_users')
    .select('username')
    .where('show_on_leaderboard', '=', 0)
    .execute();
  expect(hidden).toEqual([{ username: ben.id }]);
});

test('withdrawing takes nothing new, and asks what becomes of the rest', async () => {
  const { ada, db } = await collection();
  await ada.command('task', { type: 'initial_prompt' });
  const card = ada.last();
  await ada.command('privacy');
  await ada.click('Withdraw consent');
  expect(ada.text()).toContain('From now on nothing new is taken from you.');
  expect(ada.buttons()).toEqual(['Keep it without my name', 'Delete everything']);
  expect(await db.selectFrom('consents').select('withdrawn_at').execute()).toContainEqual({
    withdrawn_at: expect.any(Number),
  });
  await ada.click('Answer', { on: card });
  expect(ada.text(ada.last())).toContain('Before you start');
});

test('what is kept without a name stays in the collection, and nothing leads to the person', async () => {
  const { ada, db, dataDir } = await collection();
  await ada.command('privacy');
  await ada.click('Withdraw consent');
  await ada.click('Keep it without my name');
  expect(ada.text()).toContain('Your name and ids are taken off');
  expect(await bytesIn(dataDir, [ada.id, 'Ada Lovelace'])).toEqual([]);
  const kept = await db.selectFrom('backend_messages').select(['text', 'deleted']).execute();
  expect(kept).toEqual([{ text: PROMPT, deleted: 0 }]);
  await checkCollection(db);
});

test('a backend that has other lists than this version is read as far as both know them, and that is said', async () => {
  const { backend, contributor } = await botWith();
  const ada = await contributor('Ada');
  const account = {
    user_id: '00000000-0000-4000-8000-000000000007',
    display_name: 'Ada',
    show_on_leaderboard: true,
    enabled: true,
    notes: '',
    created: '2026-01-01T00:00:00Z',
    terms_accepted: null,
    last_activity: null,
    former_ids: [],
    shoe_size: 38,
  };
  backend.always(ada.id, () => Response.json({ account, counts: { messages: 3, dreams: 4 } }));
  for (const name of personalListNames)
    backend.always(name, () =>
      name === 'emojis' ? new Response(null, { status: 404 }) : Response.json({ items: [], next: null }),
    );
  await ada.command('privacy');
  expect(ada.text()).toContain('texts **3**');
  await ada.click('Get my data');
  await ada.until(() => ada.last().attachments.length > 0);
  const [file] = ada.last().attachments;
  const document = PersonalDocument.parse(await (await fetch(file?.url ?? '')).json());
  expect(document.task_server).toMatchObject({ complete: false, account: { display_name: 'Ada' } });
  expect(document.lists.emojis).toEqual([]);
});
