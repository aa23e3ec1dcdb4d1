import { expect, test } from 'vitest';
import { barsSvg, intervalsSvg, PLOT_WIDTH, type Plot, type PlotRow } from '../../src/pictures/plot.ts';
import { fc } from '../support/same-cases.ts';
import { text } from '../support/texts.ts';

const row = (name: string, value: number, low = value, high = value): PlotRow => ({
  ...{ name, value, low, high, shown: String(value) },
});
const plot = (rows: PlotRow[], from = 0, to = 1): Plot => ({
  ...{ title: 'T', from, to, groups: [{ heading: 'H', rows }] },
});

/** Left edge and width of the boxes in a colour. */
const boxes = (svg: string, colour: string) =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*fill="([^"]+)"/g)]
    .filter(([, , , fill]) => fill === colour)
    .map(([, x, width]) => [Number(x), Number(width)] as const);

test('an interval reaches as far on the scale as it does in numbers, and its dot is in its place', () => {
  const svg = intervalsSvg(plot([row('a', 0.5, 0.25, 1), row('b', 0), row('c', 1)]));
  const [half, zero, one] = boxes(svg, '#3ddc97').map(([x]) => x + 5);
  const scale = (one ?? 0) - (zero ?? 0);
  expect(scale).toBeGreaterThan(PLOT_WIDTH / 3);
  expect(((half ?? 0) - (zero ?? 0)) / scale).toBeCloseTo(0.5, 2);
  const [line] = boxes(svg, '#5aa9ff');
  expect(((line?.[0] ?? 0) - (zero ?? 0)) / scale).toBeCloseTo(0.25, 2);
  expect((line?.[1] ?? 0) / scale).toBeCloseTo(0.75, 2);
});

test('a bar is as long as its number, and one of nothing is none', () => {
  const widths = boxes(barsSvg(plot([row('a', 0.2), row('b', 0.4), row('c', 0)], 0, 0.4)), '#5aa9ff').map(
    ([, width]) => width,
  );
  expect(widths).toHaveLength(2);
  expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(2, 2);
});

test('what is off the scale ends where the scale does', () => {
  const [low, high] = boxes(intervalsSvg(plot([row('a', -9), row('b', 9)])), '#3ddc97').map(([x]) => x);
  const [zero, one] = boxes(intervalsSvg(plot([row('a', 0), row('b', 1)])), '#3ddc97').map(([x]) => x);
  expect([low, high]).toEqual([zero, one]);
});

test('no text gets out of its place, and no scale makes anything but numbers', () => {
  fc.assert(
    fc.property(text, fc.float({ noNaN: true, noDefaultInfinity: true }), (any, value) => {
      const svg = intervalsSvg({
        ...{ title: any, from: 0, to: 0 },
        groups: [{ heading: any, rows: [{ ...row(any, value), shown: any }] }],
      });
      const tags = [...svg.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag ?? '');
      expect(tags.every((tag) => ['svg', 'rect', 'text'].includes(tag))).toBe(true);
      expect(svg).not.toMatch(/="(NaN|Infinity)/);
    }),
  );
});
