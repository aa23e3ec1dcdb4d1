import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodOrBad } from '../../../src/dataset/export/formats/good-or-bad.ts';
import { leftOutLine, nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { readExportOptions } from '../../../src/dataset/export/options.ts';
import { memoryDatabase } from '../../support/database.ts';
import { putPeople, putTree } from '../support/collection.ts';
import { exported, parsed } from '../support/text.ts';

test('replies are good or bad by refusal, by rank and by quality, in this order, or left out', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}]);
  await putTree(db, 0, {
    messages: [
      { text: 'Why?' },
      { parent: 0, text: 'first', rank: 0, labels: [{ quality: 0 }] },
      { parent: 0, text: 'middle', rank: 1, labels: [{ quality: 0.75 }, { quality: 0.5 }] },
      { parent: 0, text: 'last', rank: 2 },
      { parent: 0, text: 'refused', reviewResult: 0 },
      { parent: 0, text: 'nobody knows' },
      { parent: 0, text: 'so so', labels: [{ quality: 0.5 }] },
      { parent: 0, text: 'poor', labels: [{ quality: 0.25 }] },
      { parent: 4, text: 'after a refused one' },
      { parent: 8, text: 'below it', labels: [{ quality: 1 }] },
    ],
  });
  const { wish } = readExportOptions(['--format', 'kto'], {});
  const leftOut = nothingLeftOut();
  const lines = parsed(await exported(db, wish.choice, { format: 'kto', leftOut }));
  expect(lines.map(({ completion, label, label_by }) => [completion, label, label_by])).toEqual(
    [
      ['first', true, 'rank'],
      ['middle', true, 'quality'],
      ['last', false, 'rank'],
      ['refused', false, 'refused'],
      ['poor', false, 'quality'],
    ].map(([content, ...rest]) => [[{ role: 'assistant', content }], ...rest]),
  );
  expect(lines[0]).toMatchObject({
    prompt: [{ role: 'user', content: 'Why?' }],
    rank: 0,
    siblings: 3,
    completion_labels: null,
  });
  expect(leftOutLine(leftOut)).toBe(
    'Left out: 2 replies of which neither reviews nor ranks say whether they are good.\n',
  );
  await db.destroy();
});

test('as many ranked replies are good as bad, and a better place is never worse', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), (ranked) => {
      const sides = Array.from({ length: ranked }, (_, place) =>
        goodOrBad({ isRefused: false, place, ranked, quality: undefined }),
      ).map((found) => found?.isGood);
      expect(sides.filter((isGood) => isGood === true)).toHaveLength(Math.floor(ranked / 2));
      expect(sides.filter((isGood) => isGood === false)).toHaveLength(Math.floor(ranked / 2));
      expect(sides.lastIndexOf(true)).toBeLessThan(sides.indexOf(false));
    }),
  );
});

test('a reply that was ranked alone goes by its quality', () => {
  const alone = { isRefused: false, place: 0, ranked: 1 };
  expect(goodOrBad({ ...alone, quality: 0.8 })).toEqual({ isGood: true, by: 'quality' });
  expect(goodOrBad({ ...alone, quality: undefined })).toBeUndefined();
});
