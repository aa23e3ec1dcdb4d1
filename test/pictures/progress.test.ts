import { expect, test } from 'vitest';
import { createDraw } from '../../src/pictures/draw.ts';
import type { ProgressFigure } from '../../src/pictures/figure.ts';
import { progressSvg, WIDTH } from '../../src/pictures/progress.ts';
import { fc } from '../support/same-cases.ts';
import { text } from '../support/texts.ts';

const amount = (name: string, value: number) => ({ name, value, shown: String(value) });

const figure: ProgressFigure = {
  title: 'Progress',
  trees: {
    heading: 'Conversations',
    parts: [amount('finished', 30), amount('growing', 20)],
    whole: 100,
    note: 'goal 100',
  },
  days: { heading: 'Messages per day', bars: [amount('1 Mar', 3), amount('2 Mar', 0), amount('3 Mar', 6)] },
  languages: { heading: 'Languages', bars: [{ ...amount('German', 5), whole: 20 }] },
  missing: { heading: 'What is missing', parts: [amount('Label a prompt', 7)] },
};

/** The widths of the boxes in a colour. */
const widths = (svg: string, colour: string) =>
  [...svg.matchAll(/<rect[^>]*width="([\d.]+)"[^>]*fill="([^"]+)"/g)]
    .filter(([, , fill]) => fill === colour)
    .map(([, width]) => Number(width));

test('the bar of trees is as long as its numbers against the goal', () => {
  const svg = progressSvg(figure, 'en');
  expect(widths(svg, '#3ddc97')[0]).toBeCloseTo((WIDTH - 72) * 0.3, 0);
  expect(widths(svg, '#5aa9ff')[0]).toBeCloseTo((WIDTH - 72) * 0.2, 0);
  for (const words of ['Conversations', 'finished 30', 'goal 100', '3 Mar', 'German', 'Label a prompt'])
    expect(svg).toContain(words);
});

test('an empty collection has a picture as well', () => {
  const nothing = {
    title: 'Progress',
    trees: { heading: 'Conversations', parts: [amount('finished', 0)], whole: 0, note: '' },
    days: { heading: 'Days', bars: [] },
    languages: { heading: 'Languages', bars: [] },
    missing: { heading: 'Missing', parts: [] },
  };
  const svg = progressSvg(nothing, 'en');
  expect(svg).not.toContain('NaN');
  expect(svg).not.toContain('Infinity');
});

test('no text gets out of its place, whatever it holds', () => {
  fc.assert(
    fc.property(text, (any) => {
      const drawn = { ...figure, title: any, missing: { heading: any, parts: [amount(any, 1)] } };
      const svg = progressSvg(drawn, 'en');
      expect(
        [...svg.matchAll(/<\/?([a-z]+)/g)].every(([, tag]) => ['svg', 'rect', 'text'].includes(tag ?? '')),
      ).toBe(true);
      expect(svg.split('<text').length).toBe(svg.split('</text>').length);
    }),
  );
});

/** Width and height of a PNG, from its header. */
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};

test('it is drawn off the main thread as PNG, with text: another text is another picture', async () => {
  const draw = createDraw();
  const [one, other] = [
    progressSvg(figure, 'en'),
    progressSvg({ ...figure, missing: { heading: 'Was fehlt', parts: [amount('Prompts', 7)] } }, 'en'),
  ];
  const png = await draw(one);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  expect(sizeOf(png).width).toBe(WIDTH);
  expect(Buffer.from(await draw(other)).equals(png)).toBe(false);
  const wordless = progressSvg({ ...figure, missing: { heading: '', parts: [] } }, 'en');
  expect((await draw(wordless)).byteLength).toBeLessThan(png.byteLength);
  expect(png.byteLength).toBeLessThan(150_000);
});

test('the same picture is drawn once, and again after it could not be drawn', async () => {
  let drawn = 0;
  const draw = createDraw(async (svg) => {
    drawn += 1;
    if (svg === 'bad' && drawn < 3) throw new Error('no');
    return new Uint8Array([drawn]);
  });
  expect(await draw('a')).toBe(await draw('a'));
  expect(drawn).toBe(1);
  await expect(draw('bad')).rejects.toThrow('no');
  expect(await draw('bad')).toEqual(new Uint8Array([3]));
});

test('what cannot be drawn is an error', async () => {
  await expect(createDraw()('<svg')).rejects.toThrow();
});
