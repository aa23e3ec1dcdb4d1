import { describe, expect, test } from 'vitest';
import { openBackend } from '../../../src/backend/backend.ts';
import type { Db } from '../../../src/backend/db.ts';
import type { Settings } from '../../../src/backend/settings/settings.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { KEY, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

/** What a start under these settings does to a database, and the backend after it. */
async function restarted(db: Db, settings: Partial<Settings>) {
  const clock = testClock();
  const keys = [{ key: KEY, client: 'bot', trusted: true }];
  const logged: object[] = [];
  const log = { error: (details: object) => logged.push(details) };
  const { app, scheduler } = await openBackend({ db, clock, random: () => 0.5, keys, log, settings });
  await scheduler.idle();
  await scheduler.stop();
  expect(logged).toEqual([]);
  return testBackend({ db, settings, fetch: async (request) => app.fetch(request) });
}

const stateOf = (db: Db) => db.selectFrom('backend_trees').select('state').executeTakeFirstOrThrow();
const messages = (db: Db) =>
  db
    .selectFrom('backend_messages')
    .select(['depth', 'review_count', 'review_result'])
    .orderBy('depth')
    .execute();

/** A prompt with so many reviews, each with this value of spam. */
async function reviewed(db: Db, reviews: number, spam: number, settings: Partial<Settings> = {}) {
  const backend = await testBackend({ db, settings });
  await person(backend, 'author').complete('initial_prompt');
  for (let index = 0; index < reviews; index += 1) {
    const somebody = person(backend, `r${index}`);
    const task = await somebody.take('label_initial_prompt');
    await somebody.labels(task.id, task.message_id, { spam });
  }
}

describe.each(databases)('after settings changed, on $name', ({ open }) => {
  test('a prompt that has the reviews it needs now is accepted at the next start', async () => {
    const db = await open();
    await reviewed(db, 2, 0);
    expect(await messages(db)).toEqual([{ depth: 0, review_count: 2, review_result: null }]);
    const backend = await restarted(db, { reviewsForPrompt: 2 });
    expect(await messages(db)).toEqual([{ depth: 0, review_count: 2, review_result: 1 }]);
    expect(await person(backend, 'next').availability()).toMatchObject({ assistant_reply: 1 });
  });

  test('one that its reviewers refused is refused, and its tree ends', async () => {
    const db = await open();
    await reviewed(db, 2, 1);
    await restarted(db, { reviewsForPrompt: 1 });
    expect(await messages(db)).toMatchObject([{ review_result: 0 }]);
    expect(await stateOf(db)).toEqual({ state: 'aborted_low_grade' });
  });

  test('a reply as well, and the tree goes on', async () => {
    const db = await open();
    const small = { goalTreeSize: 2 };
    await reviewed(db, 3, 0, small);
    const backend = await testBackend({ db, seed: 2, settings: small });
    await person(backend, 'writer').complete('assistant_reply');
    const reviewer = person(backend, 'r9');
    const task = await reviewer.take('label_assistant_reply');
    await reviewer.labels(task.id, task.message_id, { spam: 0 });
    expect(await messages(db)).toMatchObject([{}, { review_count: 1, review_result: null }]);
    await restarted(db, { reviewsForReply: 1, ...small });
    expect(await messages(db)).toMatchObject([{}, { review_count: 1, review_result: 1 }]);
    expect(await stateOf(db)).toEqual({ state: 'ready_for_export' });
  });

  test('a higher number takes nothing back, and asks for more reviews only where nothing is decided', async () => {
    const db = await open();
    await reviewed(db, 3, 0);
    await restarted(db, { reviewsForPrompt: 5 });
    expect(await messages(db)).toMatchObject([{ review_result: 1 }]);
  });
});
