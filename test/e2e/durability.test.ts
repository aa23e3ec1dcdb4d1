import { InteractionResponseType } from 'discord-api-types/v10';
import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { onDisk } from '../../src/store/on-disk.ts';
import { acked } from '../support/acked.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { heldDisk } from '../support/held-disk.ts';
import { hasLearned } from '../support/learned.ts';
import { seededRandom } from '../support/random.ts';
import { waitFor } from '../support/wait-for.ts';

// Nothing that somebody is told leaves before what it rests on is on the disk.

async function collection(asked?: () => void) {
  const disk = heldDisk();
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(3),
    groups: disk,
    ...(asked ? { asked } : {}),
  });
  onTestFinished(async () => {
    disk.release();
    await house.close().catch(() => {}); // a disk that has failed has nothing more to say
  });
  return { ...house, clock, disk };
}

/** Somebody with a card of a prompt to write, the only one they ever got, all about it being done. */
async function withCard({ sandbox, db }: Pick<Collection, 'sandbox' | 'db'>): Promise<Person> {
  const person = sandbox.person('Ada');
  await hasLearned(db, person);
  await person.command('task', { type: 'initial_prompt' });
  await person.click('I agree');
  await acked(db);
  return person;
}

type Collection = Awaited<ReturnType<typeof collection>>;

/** The kinds of first answers that went out while the disk was held, until Discord was asked to wait. */
async function whileHeld({ sandbox, disk, clock }: Collection, act: () => Promise<unknown>) {
  const mark = sandbox.requests.mark();
  disk.hold();
  const sent = () => sandbox.requests.since(mark);
  const before = disk.syncs();
  const acting = act();
  await waitFor(() => disk.syncs() > before);
  expect(sent()).toEqual([]); // the reply is made, and waits
  clock.advance(1_500);
  await waitFor(() => sent().length > 0);
  const types = sent().map(({ body }) => Object(body).type);
  disk.release();
  await acting;
  return types;
}

test('review, "Saved" and the next card wait for the disk, and Discord is asked to wait meanwhile', async () => {
  const scene = await collection();
  const ada = await withCard(scene);
  const { DeferredMessageUpdate } = InteractionResponseType;
  await ada.click('Answer');
  const review = () => ada.submit({ 'Your text': 'What is the sky made of?' });
  expect(await whileHeld(scene, review)).toEqual([DeferredMessageUpdate]);
  await ada.until(() => ada.buttons().includes('Send'));
  expect(await whileHeld(scene, () => ada.click('Send'))).toEqual([DeferredMessageUpdate]);
  await ada.until(() => ada.text().includes('Saved'));
  expect(await whileHeld(scene, () => ada.click('Next task'))).toEqual([DeferredMessageUpdate]);
  await ada.until(() => ada.buttons().includes('Answer'));
});

test('a form opens while the disk is at work on the ack', async () => {
  const { disk, ...scene } = await collection();
  const ada = await withCard(scene);
  disk.hold();
  const working = onDisk(scene.db);
  await ada.click('Answer');
  expect(ada.modal).not.toBeNull();
  disk.release();
  await working;
});

test('an answer costs its person one wait for the disk, whatever is written of it', async () => {
  const { disk, ...scene } = await collection();
  const ada = await withCard(scene);
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is the sky made of?' });
  const before = disk.syncs();
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
  const { answers } = await scene.db
    .selectFrom('backend_messages')
    .select((eb) => eb.fn.countAll<number>().as('answers'))
    .executeTakeFirstOrThrow();
  expect(answers).toBe(1);
  expect(disk.syncs() - before).toBe(1);
});

test('the disk takes what was entered while it is looked at, and an answer while it is on its way', async () => {
  let syncs: number[] = [];
  const { disk, ...scene } = await collection(() => void syncs.push(disk.syncs()));
  const ada = await withCard(scene);
  await ada.click('Answer');
  const before = disk.syncs();
  syncs = [];
  await ada.submit({ 'Your text': 'How do I bake a good bread at home?' });
  expect(syncs).toEqual([before + 1]); // asked whether there is one like it
  expect(disk.syncs()).toBe(before + 1);
  syncs = [];
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
  expect(syncs[0]).toBe(before + 2);
  expect(disk.syncs()).toBe(before + 2);
});

test('when the disk takes nothing, nobody is told that something is saved', async () => {
  const { disk, ...scene } = await collection();
  const ada = await withCard(scene);
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is the sky made of?' });
  disk.breakDown();
  await ada.click('Send');
  expect(ada.text()).not.toContain('Saved');
  expect(disk.failures).toHaveLength(1);
});
