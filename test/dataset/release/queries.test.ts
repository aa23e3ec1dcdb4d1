import { describe, expect, test } from 'vitest';
import { naming } from '../../../src/dataset/names.ts';
import { tellAlive } from '../../../src/dataset/release/alive.ts';
import { consentVersions } from '../../../src/dataset/release/consents.ts';
import { databases } from '../../support/database.ts';
import { messageId, putPeople, putTree, uuid } from '../support/collection.ts';
import { putSummaries } from '../support/summaries.ts';
import { imported } from '../support/text.ts';

describe.each(databases)('on $name', ({ open }) => {
  test('what is still in the collection is told by its name, but nothing deleted and nothing of who left', async () => {
    const db = await open();
    await putPeople(db, [{}, { deleted: 1 }, { enabled: 0 }]);
    await putTree(db, 0, {
      messages: [
        { text: 'Why?' },
        { parent: 0, text: 'refused', reviewResult: 0 },
        { parent: 0, text: 'deleted', deleted: true },
        { parent: 0, text: 'of who left', author: 1 },
        { parent: 0, text: 'of who was disabled', author: 2 },
      ],
    });
    await putSummaries(db, [
      { text: 'stays', author: 0 },
      { text: 'goes', author: 1 },
    ]);
    await imported(db, '{"message_id": "of a file", "text": "How?", "lang": "en"}');
    const told: string[] = [];
    await tellAlive(db, naming(undefined), (format, id) => void told.push(`${format} ${id}`));
    expect(told.sort()).toEqual(
      [
        `messages ${messageId(0, 0)}`,
        `messages ${messageId(0, 1)}`,
        'messages of a file',
        `summaries ${uuid('stays')}`,
      ].sort(),
    );
  });

  test('versions of the consent stand once, in their order, without people', async () => {
    const db = await open();
    const created_at = Date.UTC(2026, 0, 1);
    for (const id of ['1', '2', '3'])
      await db
        .insertInto('people')
        .values({ id, display_name: id, lang: null, consent_version: null, consented_at: null, created_at })
        .execute();
    const receipts = [
      ['1', 2, 'en', 'b'],
      ['2', 2, 'en', 'b'],
      ['3', 1, 'de', 'a'],
    ] as const;
    for (const [person_id, version, lang, text_hash] of receipts)
      await db
        .insertInto('consents')
        .values({
          id: person_id,
          person_id,
          version,
          lang,
          text_hash,
          given_at: created_at,
          withdrawn_at: null,
        })
        .execute();
    expect(await consentVersions(db)).toEqual([
      { version: 1, lang: 'de', text_hash: 'a' },
      { version: 2, lang: 'en', text_hash: 'b' },
    ]);
  });
});
