import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { inShort, statementsOf } from '../support/statements.ts';

// What an answer costs the database, the bot's part and the embedded backend's together, `begin` and `commit` included.

async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(5);
  const settings = { reviewsForPrompt: 1, backlogChance: 0 };
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random,
    newId: seededIds(random),
    settings,
  });
  onTestFinished(() => house.close());
  /** Resolves when nothing is left to be sent, in the background either. */
  const settled = async () => {
    const unshown = () =>
      house.db.selectFrom('sessions').select('task_id').where('message_id', 'is', null).execute();
    await expect.poll(unshown).toEqual([]);
    const waiting = () => house.db.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute();
    await expect.poll(waiting).toEqual([]);
  };
  return { ...house, settled, clock };
}

/** What the database is asked while somebody does something, until nothing is left to be sent. */
async function costOf(act: () => Promise<unknown>, settled: () => Promise<void>): Promise<string[]> {
  const seen = await statementsOf(async () => {
    await act();
    await settled();
  });
  return inShort(seen.filter((sql) => !questions.includes(sql)));
}

/** What a card says of the work there is. */
const askingWhatIsOpen = [
  'select backend_users',
  'select backend_trees', // whether the lottery may start one
  'select backend_trees', // all types at once, and what is young
];

/** What is asked here to know when all is done. */
const questions = [
  'select "task_id" from "sessions" where "message_id" is null',
  `select "id" from "outbox" where "state" = 'waiting'`,
  'select "lesson_offer" from "people" where "lesson_offer" is null',
];

async function write(person: Person, type: string, text: string) {
  await person.command('task', { type });
  await person.click('Answer');
  await person.submit({ 'Your text': text });
}

test('a task is handed out, shown and acked', async () => {
  const { contributor, settled } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'initial_prompt', 'What is bread?');
  await ada.click('Send');
  await settled();
  const cost = await costOf(() => ada.command('task', { type: 'initial_prompt' }), settled);
  expect(ada.buttons()).toContain('Answer');
  expect(cost).toEqual([
    'select sessions', // what they have in hand, and who they are
    'select backend_users',
    'select backend_trees', // whether the lottery may start one
    'pragma', // what can be asked for again does not wait for the disk
    'begin',
    'select backend_tasks', // how many are pending
    'select backend_trees', // whether there is room for a prompt
    'insert backend_tasks',
    'commit',
    'pragma',
    'insert sessions',
    // shown from here on
    'insert cards',
    'begin',
    'update sessions',
    'insert outbox',
    'commit',
    'update backend_tasks',
    'update outbox',
  ]);
});

test('of a crowd that agrees each costs one transaction, and the first asks what is open', async () => {
  const { sandbox, settled, db } = await collection();
  const people = ['Ada', 'Ben'].map((name) => sandbox.person(name));
  for (const person of people) await person.command('task', { type: 'initial_prompt' });
  const agree = (index: number) =>
    costOf(async () => {
      await people[index]?.click('I agree');
      expect(people[index]?.buttons()).toContain('Skip the tutorial');
      const unkept = () =>
        db.selectFrom('people').select('lesson_offer').where('lesson_offer', 'is', null).execute();
      await expect.poll(unkept).toEqual([]);
    }, settled);
  const first = await agree(0);
  const next = await agree(1);
  expect(next).toEqual([
    'select own_texts', // what there is to agree to
    'select', // how often everybody was asked anew
    'select erasures',
    'begin',
    'insert people',
    'update people',
    'insert consents',
    'commit',
    'select sessions',
    'update people', // where they were offered the lesson
  ]);
  expect(first).toHaveLength(next.length + 5);
});

test('a form is opened, and what was entered in it is kept', async () => {
  const { sandbox, settled } = await collection();
  const ada = sandbox.person('Ada');
  await ada.command('task');
  for (const button of ['I agree', 'Skip the tutorial']) await ada.click(button);
  await settled();
  expect(await costOf(() => ada.click('Answer'), settled)).toEqual(['select sessions']);
  const kept = await costOf(() => ada.submit({ 'Your text': 'What is bread?' }), settled);
  expect(kept).toEqual(['select sessions', 'begin', 'update sessions', 'insert drafts', 'commit']);
});

test('a text that is long enough to be compared with others costs one more', async () => {
  const { sandbox, settled } = await collection();
  const ada = sandbox.person('Ada');
  await ada.command('task');
  for (const button of ['I agree', 'Skip the tutorial', 'Answer']) await ada.click(button);
  await settled();
  const text = 'How do I bake a good bread at home?';
  const kept = await costOf(() => ada.submit({ 'Your text': text }), settled);
  expect(kept.slice(-2)).toEqual(['commit', 'select backend_messages']);
  expect(kept).toHaveLength(6);
});

test('a prompt is sent and stored', async () => {
  const { contributor, settled } = await collection();
  const ada = await contributor('Ada');
  await write(ada, 'initial_prompt', 'What is bread?');
  await settled();
  const cost = await costOf(() => ada.click('Send'), settled);
  expect(ada.text()).toContain('Saved');
  expect(cost).toEqual([
    'select sessions',
    'begin',
    'update sessions',
    'insert outbox',
    'commit', // kept for good
    'select backend_users',
    'select backend_tasks',
    'select backend_messages',
    'begin',
    'update backend_tasks',
    'insert backend_trees',
    'insert backend_messages',
    'update backend_users',
    'commit', // the backend has it
    'begin',
    'update outbox',
    'update sessions',
    'delete drafts',
    'commit',
    ...askingWhatIsOpen,
  ]);
  // within some seconds that is known
  await write(ada, 'initial_prompt', 'What is butter?');
  await settled();
  const again = await costOf(() => ada.click('Send'), settled);
  expect(ada.text()).toContain('2 today, 2 in all');
  expect(again).toEqual(cost.slice(0, -askingWhatIsOpen.length));
});

test('a reply is sent and stored', async () => {
  const { contributor, settled, db, clock } = await collection();
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await write(ada, 'initial_prompt', 'What is bread?');
  await ada.click('Send');
  await settled();
  await db
    .updateTable('backend_messages')
    .set({ review_count: 1, review_result: 1, wanted: 'assistant_reply' })
    .execute();
  await db.updateTable('backend_trees').set({ state: 'growing' }).execute();
  await ben.command('task');
  await ben.click('Skip');
  clock.advance(10_000); // it can be taken back as long
  await write(ben, 'assistant_reply', 'Flour, water, salt and time.');
  await settled();
  const cost = await costOf(() => ben.click('Send'), settled);
  expect(ben.text()).toContain('Saved');
  expect(cost).toEqual([
    'select sessions',
    'begin',
    'update sessions',
    'insert outbox',
    'commit', // kept for good
    'select backend_users',
    'select backend_tasks',
    'select backend_messages',
    'begin',
    'update backend_tasks',
    'select backend_messages',
    'select backend_messages',
    'insert backend_messages',
    'update backend_messages',
    'update backend_users',
    'commit', // the backend has it
    'begin',
    'update outbox',
    'update sessions',
    'delete drafts',
    'commit',
    ...askingWhatIsOpen,
  ]);
});
