import { expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../src/dataset/export/left-out.ts';
import { preference } from '../../src/dataset/export/preference.ts';
import { memoryDatabase } from '../support/database.ts';
import { putPeople, putTree } from './support/collection.ts';
import { exported } from './support/text.ts';

type Case = [
  ranks: [number?, number?],
  votes: [number, number] | undefined,
  ...found: [final: unknown, majority: unknown, all: unknown],
];

const first = 'first';
const second = 'second';
const cases: Case[] = [
  [[0, 1], [2, 1], first, first, first],
  [[0, 1], [1, 2], 'contested', second, first],
  [[1, 0], [2, 0], 'contested', first, second],
  [[0, 1], [1, 1], 'tied', 'tied', first],
  [[0, 1], [0, 0], 'tied', 'unranked', first],
  [[0, 1], undefined, first, first, first],
  [[1, 0], undefined, second, second, second],
  [[undefined, 0], [2, 0], 'unranked', first, first],
  [[undefined, undefined], [0, 3], 'unranked', second, second],
  [[undefined, undefined], undefined, 'unranked', 'unranked', 'unranked'],
  [[undefined, undefined], [1, 1], 'unranked', 'tied', 'tied'],
];

test.each(cases)('of ranks %j and votes %j: final %j, majority %j, all %j', (ranks, votes, ...expected) => {
  const standing = {
    first: ranks[0],
    second: ranks[1],
    votes: votes && { first: votes[0], second: votes[1] },
  };
  const found = (['final', 'majority', 'all'] as const).map((mode) => {
    const better = preference(standing, mode);
    if (typeof better === 'string') return better;
    if (votes) expect(better.votes).toEqual(sorted(votes, better.isFirst));
    else expect(better.votes).toBeUndefined();
    return better.isFirst ? first : second;
  });
  expect(found).toEqual(expected);
});

function sorted([a, b]: [number, number], isFirst: boolean) {
  return isFirst ? { chosen: a, rejected: b } : { chosen: b, rejected: a };
}

test('a majority against the final order has an option of its own, and what makes no pair is counted', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}, {}, {}]);
  // every second voter found none usable
  const rankings = [
    [2, 1, 3, 4],
    [1, 2, 3, 4],
    [2, 1, 4, 3],
  ];
  await putTree(db, 0, {
    messages: [
      { text: 'Why?', rankings },
      { parent: 0, text: 'better in the order', rank: 0 },
      { parent: 0, text: 'better to most', rank: 1 },
      { parent: 0, text: 'the same', rank: 2 },
      { parent: 0, text: ' the same\n', rank: 3 },
    ],
  });
  const read = async (pairs: 'final' | 'majority' | 'all') => {
    const leftOut = nothingLeftOut();
    const text = await exported(db, {}, { format: 'pairs', pairs, leftOut });
    const all = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const shape = all.map(
      ({ chosen_rank, rejected_rank, margin }) => `${chosen_rank}>${rejected_rank} by ${margin}`,
    );
    return { shape, said: leftOutLine(leftOut) };
  };
  const agreed = ['0>2 by 2', '0>3 by 2', '1>2 by 2', '1>3 by 2'];
  expect(await read('final')).toEqual({
    shape: agreed,
    said: 'Left out: 1 pair of the same text; 1 pair where more people preferred the worse in the final order (--pairs majority).\n',
  });
  expect(await read('majority')).toEqual({
    shape: ['1>0 by 2', ...agreed],
    said: 'Left out: 1 pair of the same text.\n',
  });
  expect((await read('all')).shape).toEqual(['0>1 by -2', ...agreed]);
  await db.destroy();
});
