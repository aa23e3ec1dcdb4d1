import { expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { memoryDatabase } from '../../support/database.ts';
import { putPeople, uuid } from '../support/collection.ts';
import { putSummaries } from '../support/summaries.ts';
import { exported, parsed } from '../support/text.ts';

test('of two summaries of a story the one that was rated higher is chosen', async () => {
  const db = await memoryDatabase();
  await putPeople(db, Array(6).fill({}));
  await putSummaries(db, [
    { text: 'good', author: 2, ratings: [5, 4] },
    { text: 'bad', author: 3, ratings: [1, 1] },
    { text: 'as bad', author: 4, ratings: [1] },
    { text: 'unrated', author: 5 },
  ]);
  const found = async (minMargin?: number) => {
    const leftOut = nothingLeftOut();
    const lines = parsed(await exported(db, {}, { format: 'summary_pairs', leftOut, minMargin }));
    return { lines, leftOut: leftOutLine(leftOut, ['summary', 'summaries']) };
  };
  const { lines, leftOut } = await found();
  expect(lines.map(({ chosen_id, rejected_id, margin }) => [chosen_id, rejected_id, margin])).toEqual(
    expect.arrayContaining([
      [uuid('good'), uuid('bad'), 3.5],
      [uuid('good'), uuid('as bad'), 3.5],
    ]),
  );
  expect(lines).toHaveLength(2);
  expect(lines.find(({ rejected_id }) => rejected_id === uuid('bad'))).toMatchObject({
    prompt: [{ role: 'user', content: 'Once.' }],
    chosen: [{ role: 'assistant', content: 'good' }],
    rejected: [{ role: 'assistant', content: 'bad' }],
    chosen_rating: 4.5,
    chosen_count: 2,
    rejected_rating: 1,
    rejected_count: 2,
  });
  expect(leftOut).toBe('Left out: 1 pair of the same rating.\n');
  const strict = await found(4);
  expect(strict.lines).toEqual([]);
  expect(strict.leftOut).toContain('2 pairs of a smaller margin (--min-margin)');
  await db.destroy();
});
