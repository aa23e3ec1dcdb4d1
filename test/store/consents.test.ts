import { describe, expect, test } from 'vitest';
import { giveConsent, listConsents, withdrawConsent } from '../../src/store/consents.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { findPerson, meetPerson } from '../../src/store/people.ts';
import { databases, memoryDatabase } from '../support/database.ts';
import { NOW } from '../support/stored.ts';

const first = { version: 1, lang: 'de', textHash: 'a'.repeat(64) };
const second = { version: 2, lang: 'fr', textHash: 'b'.repeat(64) };

describe.each(databases)('consents on $name', ({ open }) => {
  async function withAda() {
    const db = await open();
    await meetPerson(db, { id: 'ada', name: 'Ada' }, NOW);
    return db;
  }
  const receipt = ({ version, lang, textHash }: typeof first, given_at: number) => ({
    id: expect.any(String),
    person_id: 'ada',
    version,
    lang,
    text_hash: textHash,
    given_at,
    withdrawn_at: null,
  });

  test('leave a receipt of what was agreed to, one for each version', async () => {
    const db = await withAda();
    await giveConsent(db, { id: 'ada', name: 'Ada' }, first, NOW);
    await giveConsent(db, { id: 'ada', name: 'Ada' }, second, NOW + 1);
    expect(await listConsents(db, 'ada')).toEqual([receipt(first, NOW), receipt(second, NOW + 1)]);
    expect(await findPerson(db, 'ada')).toMatchObject({ consent_version: 2, consented_at: NOW + 1 });
  });

  test('given twice at the same moment leave one receipt', async () => {
    const db = await withAda();
    await Promise.all(
      [NOW, NOW + 1, NOW + 2].map((now) => giveConsent(db, { id: 'ada', name: 'Ada' }, first, now)),
    );
    expect(await listConsents(db, 'ada')).toHaveLength(1);
  });

  test('that were withdrawn hold no longer, and are receipts still', async () => {
    const db = await withAda();
    await giveConsent(db, { id: 'ada', name: 'Ada' }, first, NOW);
    await withdrawConsent(db, 'ada', NOW + 5);
    await withdrawConsent(db, 'ada', NOW + 6);
    expect(await findPerson(db, 'ada')).toMatchObject({ consent_version: null, consented_at: null });
    expect(await listConsents(db, 'ada')).toEqual([{ ...receipt(first, NOW), withdrawn_at: NOW + 5 }]);
    await giveConsent(db, { id: 'ada', name: 'Ada' }, first, NOW + 9);
    expect((await listConsents(db, 'ada')).map(({ withdrawn_at }) => withdrawn_at)).toEqual([NOW + 5, null]);
  });
});

test('a consent from before there were receipts gets one that says what is known of it', async () => {
  const db = await memoryDatabase();
  await db.schema.dropTable('consents').execute();
  for (const [id, consent_version, consented_at] of [['ada', 1, NOW] as const, ['ben', null, null] as const])
    await db
      .insertInto('people')
      .values({ id, display_name: id, consent_version, consented_at, created_at: NOW - 9 })
      .execute();
  await migrations['0016-consents']?.up(db);
  const known = { version: 1, lang: null, text_hash: null, given_at: NOW, withdrawn_at: null };
  expect(await db.selectFrom('consents').selectAll().execute()).toEqual([
    { id: 'before-ada', person_id: 'ada', ...known },
  ]);
  await db.destroy();
});
