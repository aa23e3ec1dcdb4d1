import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { botWith, type Scene } from '../support/bot.ts';
import { freshFolder } from '../support/folder.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const written = 'They use light to turn water and air into sugar.';
const refused = 'I cannot keep';

const run = ({ db }: Scene, statement: string) => sql.raw(statement).execute(db);
/** From now on nothing is written; what is under way has come to its end before. */
const readOnly = async (scene: Scene) => {
  await nothingWaits(scene.db);
  await run(scene, 'pragma query_only = on');
};
const writable = (scene: Scene) => run(scene, 'pragma query_only = off');

test('a text that cannot be kept is given back, and taken once it can', async () => {
  const scene = await botWith([samples.assistant_reply]);
  const ada = await scene.contributor('Ada');
  const card = ada.last();
  await ada.click('Answer');
  await readOnly(scene);
  await ada.submit({ 'Your text': written });
  expect(ada.text()).toMatch(/I cannot keep your answer right now.*neither saved nor sent/);
  expect(ada.text()).toContain(written);
  await writable(scene);
  await ada.click('Answer', { on: card });
  await ada.submit({ 'Your text': written });
  await ada.click('Send');
  expect(ada.text(ada.again(card))).toContain('Saved');
  expect(scene.backend.asked('interaction')).toHaveLength(1);
});

test('on a full disk a text is given back, whole', async () => {
  const scene = await botWith([samples.assistant_reply], { dataDir: await freshFolder() });
  const ada = await scene.contributor('Ada');
  const long = '🌱'.repeat(1_900); // more than fits into the pages there are
  await ada.click('Answer');
  await nothingWaits(scene.db);
  await run(scene, 'vacuum'); // no page is free, whatever migrations have dropped
  await run(scene, 'pragma max_page_count = 1'); // means: no more than there are
  await ada.submit({ 'Your text': long });
  expect(ada.text()).toContain(refused);
  expect(ada.text()).toContain(long);
  expect(ada.text()).not.toContain('Saved');
});

test('a database that another program has locked is waited for, then the text is given back', async () => {
  const dataDir = await freshFolder();
  const scene = await botWith([samples.assistant_reply], { dataDir, patienceMs: 50 });
  const ada = await scene.contributor('Ada');
  await nothingWaits(scene.db);
  await ada.click('Answer');
  const other = new DatabaseSync(join(dataDir, 'bot.sqlite'));
  other.exec('begin immediate');
  await ada.submit({ 'Your text': written });
  expect(ada.text()).toContain(refused);
  expect(ada.text()).toContain(written);
  other.close();
});

test('an answer that cannot be written down is not sent, and sent once when it can be', async () => {
  const scene = await botWith([samples.assistant_reply]);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'They use light.' });
  const review = ada.last();
  await readOnly(scene);
  await ada.click('Send');
  expect(ada.text()).toContain(refused);
  expect(ada.text()).not.toContain('Saved');
  expect(scene.backend.asked('interaction')).toEqual([]);
  await writable(scene);
  await ada.click('Send', { on: review });
  expect(ada.text(ada.again(review))).toContain('Saved');
  expect(scene.backend.asked('interaction')).toHaveLength(1);
});

test('a rating that cannot be written down is not sent, and sent once when it can be', async () => {
  const scene = await botWith([samples.rate_summary]);
  const ada = await scene.contributor('Ada');
  const card = ada.last();
  await readOnly(scene);
  await ada.click('4');
  expect(ada.text()).toContain(refused);
  await writable(scene);
  await ada.click('4', { on: card });
  expect(ada.text(ada.again(card))).toContain('Your rating: **4**');
  await waitFor(() => {
    scene.clock.advance(1_000); // it can be taken back for ten seconds
    return scene.backend.asked('interaction').length > 0;
  });
  const [answer, ...more] = scene.backend.asked('interaction');
  expect(answer?.body).toMatchObject({ rating: 4 });
  expect(more).toEqual([]);
});

test('a choice, a skip and an agreement that cannot be kept are refused, and the card stays', async () => {
  const scene = await botWith([samples.rank_assistant_replies]);
  const ada = await scene.contributor('Ada');
  const ben = scene.sandbox.person('Ben');
  await ben.command('task');
  const card = ada.last();
  const shown = ada.text(card);
  await readOnly(scene);
  for (const button of ['2', 'Skip']) {
    await ada.click(button, { on: card });
    expect(ada.text()).toContain(refused);
    expect(ada.text(ada.again(card))).toBe(shown);
  }
  await ben.click('I agree');
  expect(ben.text()).toContain(refused);
  expect(scene.backend.asked('nack')).toEqual([]);
  await ada.command('task');
  expect(ada.buttons()).toContain('2'); // reading works, so the task is still shown
});

test('a report that cannot be kept is given back', async () => {
  const scene = await botWith([samples.label_assistant_reply]);
  const ada = await scene.contributor('Ada');
  await ada.click('Report');
  await readOnly(scene);
  await ada.submit({ 'Which message?': ['🤖 Assistant'], 'In your own words': 'It names somebody.' });
  expect(ada.text()).toContain(refused);
  expect(ada.text()).toContain('It names somebody.');
});

test('a new task that cannot be kept is handed back at once', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  scene.backend.tasks.push(samples.initial_prompt, samples.initial_prompt);
  await readOnly(scene);
  await ada.command('task');
  expect(ada.text()).toContain(refused);
  await scene.backend.got('nack', 1);
  await writable(scene);
  await ada.command('task');
  expect(ada.buttons()).toContain('Answer');
});

test('an answer is safe once it is written down, even when the database fails while it is sent', async () => {
  const scene = await botWith([samples.assistant_reply]);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'They use light.' });
  await scene.backend.got('ack', 1);
  scene.backend.answer('interaction', async () => {
    await run(scene, 'pragma query_only = on'); // what the backend says cannot be written down
    return Response.json({ id: crypto.randomUUID(), type: 'task_done' });
  });
  await ada.click('Send');
  expect(ada.text()).toContain('Safe with me');
  await writable(scene);
  scene.backend.answer('interaction', () => refusal(400, 2105));
  await ada.command('drafts');
  expect(ada.text()).toContain('still on its way');
  for (let minutes = 0; minutes < 2; minutes += 1) scene.clock.advance(60_000);
  await scene.backend.got('interaction', 2);
  await expect.poll(async () => (await sessions(scene)).map(({ state }) => state)).toEqual(['done']);
});

function sessions({ db }: Scene) {
  return db.selectFrom('sessions').select('state').execute();
}
