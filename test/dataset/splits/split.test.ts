import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sideFile } from '../../../src/dataset/export/side-files.ts';
import { grouped } from '../../../src/dataset/splits/groups.ts';
import { sideOf } from '../../../src/dataset/splits/split.ts';

const split = [
  { name: 'train', share: 0.8 },
  { name: 'validation', share: 0.1 },
  { name: 'test', share: 0.1 },
];

test('every side gets about its share, and a side that grows takes nothing from those before it', () => {
  const roots = Array.from({ length: 5_000 }, (_, index) => `root ${index}`);
  const sides = roots.map((root) => sideOf(root, 'key', split));
  const shareOf = (side: string) => sides.filter((one) => one === side).length / roots.length;
  expect(shareOf('train')).toBeCloseTo(0.8, 1);
  expect(shareOf('validation')).toBeCloseTo(0.1, 1);
  expect(shareOf('test')).toBeCloseTo(0.1, 1);
  const other = roots.map((root) => sideOf(root, 'another key', split));
  expect(other).not.toEqual(sides);
  const halves = [
    { name: 'train', share: 0.5 },
    { name: 'rest', share: 0.5 },
  ];
  for (const [index, root] of roots.entries())
    if (sideOf(root, 'key', halves) === 'train') expect(sides[index]).toBe('train');
});

test('a root joins the group of its like, begins one without, and has none between two', () => {
  expect(
    grouped(
      [
        { id: 'a', bands: ['1', '2'] },
        { id: 'b', bands: ['3'] },
        { id: 'like a', bands: ['2', '4'] },
        { id: 'like the last', bands: ['4'] },
        { id: 'between', bands: ['1', '3', '5'] },
        { id: 'like the last but one', bands: ['5'] },
        { id: 'like an old one', bands: ['0'] },
      ],
      new Map([['0', ['old']]]),
    ),
  ).toEqual([
    { root: 'a', group_root: 'a' },
    { root: 'b', group_root: 'b' },
    { root: 'like a', group_root: 'a' },
    { root: 'like the last', group_root: 'a' },
    { root: 'between', group_root: null },
    { root: 'like the last but one', group_root: 'like the last but one' },
    { root: 'like an old one', group_root: 'old' },
  ]);
});

test('two roots that share a band are never in different groups, in whatever order and pages they come', () => {
  const roots = fc.uniqueArray(
    fc.record({ id: fc.uuid(), bands: fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 3 }) }),
    { selector: ({ id }) => id, maxLength: 20 },
  );
  fc.assert(
    fc.property(roots, fc.nat(20), (all, cut) => {
      const first = grouped(all.slice(0, cut), new Map());
      const bandsOf = new Map(all.map(({ id, bands }) => [id, bands]));
      const before = new Map<string, string[]>();
      for (const { root, group_root } of first)
        for (const band of bandsOf.get(root) ?? [])
          if (group_root) before.set(band, [...new Set([...(before.get(band) ?? []), group_root])]);
      const found = [...first, ...grouped(all.slice(cut), before)];
      expect(found).toEqual(grouped(all, new Map()));
      for (const one of found)
        for (const other of found) {
          const isAlike = bandsOf.get(one.root)?.some((band) => bandsOf.get(other.root)?.includes(band));
          if (isAlike && one.group_root && other.group_root) expect(one.group_root).toBe(other.group_root);
        }
    }),
  );
});

test.each([
  ['out.jsonl', 'out.train.jsonl'],
  ['a/b.c/pairs.jsonl.gz', 'a/b.c/pairs.train.jsonl.gz'],
  ['out', 'out.train'],
  ['.jsonl', '.jsonl.train'],
  ['my.first.data.jsonl', 'my.first.train.data.jsonl'],
])('of %s the file of train is %s', (file, expected) => {
  expect(sideFile(file, 'train')).toBe(expected);
});
