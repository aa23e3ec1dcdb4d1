import { describe, expect, test } from 'vitest';
import { collapseCard, findCard, keepCard } from '../../src/store/cards.ts';
import { giveConsent } from '../../src/store/consents.ts';
import { findPerson, meetPerson, setLanguage, setSkipsReview } from '../../src/store/people.ts';
import { databases } from '../support/database.ts';
import { NOW, withTask } from '../support/stored.ts';

describe.each(databases)('people on $name', ({ open }) => {
  test('are met once, and go by their newest name', async () => {
    const db = await open();
    expect(await findPerson(db, 'ada')).toBeUndefined();
    const first = await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW);
    expect(first).toEqual({
      id: 'ada',
      display_name: 'Ada',
      skips_review: 0,
      lang: null,
      consent_version: null,
      consented_at: null,
      forgotten_answers: 0,
      lessons: '',
      named_at: null,
      campaign_id: null,
      lesson_offer: null,
      created_at: NOW,
    });
    await Promise.all(
      Array.from({ length: 10 }, () => meetPerson(db, { id: 'ada', name: 'Countess' }, NOW + 5)),
    );
    expect(await findPerson(db, 'ada')).toEqual({
      ...first,
      display_name: 'Countess',
      consent_raises: 0,
    });
  });

  test('keep their language and consent when they are met again', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW);
    await setLanguage(db, 'ada', 'pt-BR');
    await giveConsent(db, { id: 'ada', name: 'Ada' }, { version: 3, lang: 'de', textHash: 'h' }, NOW + 1);
    await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW + 2);
    expect(await findPerson(db, 'ada')).toMatchObject({
      lang: 'pt-BR',
      consent_version: 3,
      consented_at: NOW + 1,
      created_at: NOW,
    });
  });

  test('send without a review only while they want that', async () => {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW);
    await meetPerson(db, { id: 'ben', name: 'Ben' }, NOW);
    await setSkipsReview(db, 'ada', true);
    expect([await findPerson(db, 'ada'), await findPerson(db, 'ben')]).toMatchObject([
      { skips_review: 1 },
      { skips_review: 0 },
    ]);
    await setSkipsReview(db, 'ada', false);
    expect(await findPerson(db, 'ada')).toMatchObject({ skips_review: 0 });
  });

  test('whom nobody has met are not remembered', async () => {
    const db = await open();
    await setLanguage(db, 'ben', 'de');
    expect(await findPerson(db, 'ben')).toBeUndefined();
  });
});

describe.each(databases)('cards on $name', ({ open }) => {
  test('are where a task was shown last, as long as Discord lets us change them', async () => {
    const db = await open();
    const task_id = await withTask(db, 'ada', 1);
    const place = { task_id, token: 't', message_id: 'm', locale: 'de', valid_until: NOW + 10 };
    expect(await findCard(db, task_id, NOW)).toBeUndefined();
    await keepCard(db, place);
    expect(await findCard(db, task_id, NOW)).toEqual({ ...place, collapsed: 0 });
    const seen = { guildId: 'g', roles: ['r1', 'r2'] };
    await keepCard(db, { ...place, ...seen, message_id: 'm2', valid_until: NOW + 20 });
    expect(await findCard(db, task_id, NOW + 19)).toEqual({
      ...place,
      ...seen,
      message_id: 'm2',
      valid_until: NOW + 20,
      collapsed: 0,
    });
    expect(await findCard(db, task_id, NOW + 20)).toBeUndefined();
  });

  test('stay a line once they are one, until the task is shown in another message', async () => {
    const db = await open();
    const task_id = await withTask(db, 'ada', 1);
    const place = { task_id, token: 't', message_id: 'm', locale: 'de', valid_until: NOW + 10 };
    await keepCard(db, place);
    await collapseCard(db, task_id);
    await keepCard(db, { ...place, token: 't2' });
    expect(await findCard(db, task_id, NOW)).toMatchObject({ token: 't2', collapsed: 1 });
    await keepCard(db, { ...place, message_id: 'm2' });
    expect(await findCard(db, task_id, NOW)).toMatchObject({ message_id: 'm2', collapsed: 0 });
  });
});
