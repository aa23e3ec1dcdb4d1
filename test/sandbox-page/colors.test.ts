import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { contrast, rgb } from './contrast.ts';

const PAGE = new URL('../../sandbox/page/', import.meta.url);
const COLORS = 'style/colors.css';
/** WCAG 2.2 AA: 1.4.3 for text of any size, 1.4.11 for what is no text. */
const TEXT = 4.5;
const SIGN = 3;

/** The blocks of the style sheet, by the comment above each: what the colors in it are for. */
const SURFACES = 'what things lie on';
const WORDS = 'what is written on them';
const FILLS = 'what has white on it';
const SIGNS = 'signs that mean something';
const PAIRS = 'pairs of their own';
const LINES = 'lines and shades, which mean nothing';

type Color = { name: string; light: string; dark: string };

const source = await readFile(new URL(COLORS, PAGE), 'utf8');
const blocks = new Map<string, Color[]>();
for (const [, title = '', body = ''] of source.matchAll(/\/\* ([^*]+) \*\/\n((?: {2}--.*\n)+)/g))
  blocks.set(
    title,
    [...body.matchAll(/--([\w-]+): (.+);/g)].map(([, name = '', value = '']) => {
      const [, light = value, dark = value] = /^light-dark\((.+), ((?:#|rgb).+)\)$/.exec(value) ?? [];
      return { name, light, dark };
    }),
  );
const block = (title: string) => blocks.get(title) ?? [];

/** Each color of one block on each of another whose contrast is too low, in either theme. */
function faint(front: readonly Color[], back: readonly Color[], least: number): string[] {
  return (['light', 'dark'] as const).flatMap((theme) =>
    front.flatMap((word) =>
      back.flatMap((ground) => {
        const ratio = contrast(rgb(word[theme]), rgb(ground[theme]));
        return ratio < least ? [`${word.name} on ${ground.name}, ${theme}: ${ratio.toFixed(2)}`] : [];
      }),
    ),
  );
}

describe('the colors of the page', () => {
  test('are all named in one file, each for what it is', async () => {
    expect([...blocks.keys()]).toEqual([SURFACES, WORDS, FILLS, SIGNS, PAIRS, LINES]);
    const named = [...blocks.values()].flat().map(({ name }) => name);
    expect(named).toEqual([...source.matchAll(/--([\w-]+):/g)].map(([, name]) => name));

    const files = (await readdir(PAGE, { recursive: true })).filter((name) => /\.(css|ts)$/.test(name));
    expect(files).toContain('library-look.ts');
    const used = new Set<string>();
    const elsewhere: string[] = [];
    for (const file of files) {
      const text = await readFile(new URL(file, PAGE), 'utf8');
      for (const [, name = ''] of text.matchAll(/var\(--([\w-]+)\)/g)) used.add(name);
      if (file === COLORS || file === 'avatar.ts') continue; // a face is a picture, and its name stands beside it
      for (const [color] of text.matchAll(/#[0-9a-f]{3,8}\b(?=[;, )"'`])|\b(?:rgb|hsl)a?\(/gi))
        elsewhere.push(`${file}: ${color}`);
    }
    expect(elsewhere).toEqual([]);
    expect(named.filter((name) => !used.has(name))).toEqual([]);
  });

  test('let every word be read on everything it could lie on, in both themes', () => {
    expect(block(WORDS)).toHaveLength(6);
    expect(faint(block(WORDS), block(SURFACES), TEXT)).toEqual([]);
    expect(faint([{ name: 'white', light: '#fff', dark: '#fff' }], block(FILLS), TEXT)).toEqual([]);
  });

  test('let every sign be seen on everything it could lie on, in both themes', () => {
    expect(block(SIGNS)).toHaveLength(3);
    expect(faint(block(SIGNS), block(SURFACES), SIGN)).toEqual([]);
  });

  test('come in pairs where a word has a ground of its own', () => {
    const pairs = block(PAIRS);
    expect(pairs.map(({ name }) => name)).toEqual(['mention', 'mention-text', 'banner', 'banner-text']);
    for (const [index, ground] of pairs.entries())
      if (index % 2 === 0) expect(faint(pairs.slice(index + 1, index + 2), [ground], TEXT)).toEqual([]);
  });

  test('are measured as WCAG says', () => {
    expect(contrast(rgb('#000'), rgb('#ffffff'))).toBe(21);
    expect(contrast(rgb('#777'), rgb('#fff'))).toBeCloseTo(4.48, 2);
    expect(contrast(rgb('#fff'), rgb('#767676'))).toBeCloseTo(4.54, 2);
    expect(() => rgb('rgb(0 0 0 / 50%)')).toThrow('no opaque color');
  });
});
