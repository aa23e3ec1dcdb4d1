import { describe, expect, test } from 'vitest';
import { databases, memoryDatabase } from '../support/database.ts';
import { personId, putPeople, uuid } from './support/collection.ts';
import { putSummaries } from './support/summaries.ts';
import { exported, imported } from './support/text.ts';

const format = 'summaries' as const;

describe.each(databases)('on $name', ({ open }) => {
  test('an export of summaries comes back as it was, and nothing twice', async () => {
    const from = await memoryDatabase();
    await putPeople(from, [{}, {}, {}]);
    await putSummaries(from, [
      { text: 'rated', author: 0, ratings: [1, 2, 5] },
      { text: 'fresh', author: 1, secondLook: ['short', 'language'] },
    ]);
    const text = await exported(from, { events: true }, { format });
    expect(text).toContain('"second_look":["short","language"]');
    await from.destroy();
    const db = await open();
    const first = await imported(db, text);
    expect(first).toMatchObject({ faults: [], knownSummaries: 0, lostRatings: 0 });
    expect(first.summaries.size).toBe(2);
    expect(await exported(db, { events: true }, { format })).toBe(text);
    const again = await imported(db, text);
    expect(again).toMatchObject({ faults: [], knownSummaries: 2 });
    expect(again.summaries.size).toBe(0);
    expect(await exported(db, { events: true }, { format })).toBe(text);
    const story = await db.selectFrom('backend_stories').select('summary_count').executeTakeFirstOrThrow();
    expect(Number(story.summary_count)).toBe(2);
  });

  test('ids of a salted export stay the ids of the summaries', async () => {
    const from = await memoryDatabase();
    await putPeople(from, [{}, {}]);
    await putSummaries(from, [{ text: 'rated', author: 0, ratings: [1, 4] }]);
    const text = await exported(from, { events: true }, { format, salt: 'pepper' });
    await from.destroy();
    const db = await open();
    await imported(db, text);
    const { summary_id, user_id, ratings } = JSON.parse(text);
    const back = JSON.parse(await exported(db, { events: true }, { format }));
    expect(back).toMatchObject({ summary_id, user_id, ratings });
  });
});

test('means alone are counted as not taken, and a summary that is twice in a file is told', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}]);
  const line = {
    ...{ summary_id: uuid('s'), story_id: uuid('t'), user_id: personId(0), lang: 'en' },
    ...{ story: 'Once.', summary: 'One.', ratings: { value: 4.5, count: 2 }, events: null },
  };
  const found = await imported(db, `${JSON.stringify(line)}\n${JSON.stringify(line)}\n`, { skipBad: true });
  expect(found.faults).toEqual([{ line: 2, reason: 'this summary is on line 1 already' }]);
  expect(found.lostRatings).toBe(2);
  expect(JSON.parse(await exported(db, {}, { format }))).toMatchObject({
    summary: 'One.',
    ratings: { value: null, count: 0 },
  });
  await db.destroy();
});
