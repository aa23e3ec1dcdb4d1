import { fontOf } from './fonts.ts';
import { box, ink, short, text } from './svg.ts';

/** A row of a plot: a name, a number, and between which two it may be; `shown` is the number in words. */
export type PlotRow = { name: string; value: number; low: number; high: number; shown: string };

/** Rows under a heading of their own. */
export type PlotGroup = { heading: string; rows: readonly PlotRow[] };

/** What a plot shows, on one scale from `from` to `to` for all of its groups. */
export type Plot = { title: string; from: number; to: number; groups: readonly PlotGroup[] };

export const PLOT_WIDTH = 900;
const EDGE = 36;
const NAMES = 250;
const NUMBERS = 210;
const LEFT = EDGE + NAMES;
const SCALE = PLOT_WIDTH - LEFT - NUMBERS - EDGE;
const ROW = 34;
const HEADING = 48;
const MARKS = 5; // on the scale

/** A plot of numbers with their intervals, as SVG: a dot for each, and a line as far as its interval reaches. */
export function intervalsSvg(plot: Plot): string {
  return plotSvg(plot, ({ value, low, high }, y, xOf) =>
    [
      box(xOf(low), y - 2, Math.max(1, xOf(high) - xOf(low)), 4, ink.parts[1], 2),
      box(xOf(value) - 5, y - 5, 10, 10, ink.parts[0], 5),
    ].join(''),
  );
}

/** A plot of amounts, as SVG: a bar for each. */
export function barsSvg(plot: Plot): string {
  return plotSvg(plot, ({ value }, y, xOf) =>
    box(xOf(plot.from), y - 9, xOf(value) - xOf(plot.from), 18, ink.parts[1], 3),
  );
}

type Mark = (row: PlotRow, y: number, xOf: (value: number) => number) => string;

function plotSvg({ title, from, to, groups }: Plot, mark: Mark): string {
  const xOf = (value: number) =>
    LEFT + (to > from ? (Math.min(Math.max(value, from), to) - from) / (to - from) : 0) * SCALE;
  const top = EDGE + 44;
  let y = top;
  const drawn = groups.map(({ heading, rows }) => {
    const head = text(short(heading, 60), { x: EDGE, y: y + 34, size: 20, fill: ink.faint, bold: true });
    y += HEADING;
    const body = rows.map((row) => {
      const middle = y + ROW / 2;
      y += ROW;
      return rowSvg(row, middle, mark(row, middle, xOf));
    });
    return [head, ...body].join('');
  });
  const height = y + HEADING;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PLOT_WIDTH}" height="${height}" viewBox="0 0 ${PLOT_WIDTH} ${height}" font-family="${fontOf('en')}">`,
    box(0, 0, PLOT_WIDTH, height, ink.ground, 24),
    text(short(title, 60), { x: EDGE, y: EDGE + 20, size: 26, bold: true }),
    ...marks({ from, to }, { top, end: y }, xOf),
    ...drawn,
    '</svg>',
  ].join('');
}

function rowSvg({ name, shown }: PlotRow, middle: number, mark: string): string {
  const at = { y: middle + 6, size: 17 };
  return [
    text(short(name, 23), { x: EDGE, ...at }),
    mark,
    text(short(shown, 22), { x: PLOT_WIDTH - EDGE, anchor: 'end', fill: ink.faint, ...at }),
  ].join('');
}

function marks(
  { from, to }: Pick<Plot, 'from' | 'to'>,
  { top, end }: { top: number; end: number },
  xOf: (value: number) => number,
): string[] {
  return Array.from({ length: MARKS }, (_, index) => {
    const value = from + (index / (MARKS - 1)) * (to - from);
    return [
      box(xOf(value), top, 1, end - top, ink.track, 0),
      text(String(Number(value.toFixed(2))), {
        ...{ x: xOf(value), y: end + 24, size: 15 },
        ...{ anchor: 'middle', fill: ink.faint },
      }),
    ].join('');
  });
}
