import type { Amount, ProgressFigure } from './figure.ts';
import { fontOf } from './fonts.ts';
import { box, ink, lettersIn, short, text } from './svg.ts';

/** Wider than high, because Discord shows pictures up to 550 by 350: the higher, the smaller. */
export const WIDTH = 800;
const EDGE = 36;
const INNER = WIDTH - 2 * EDGE;
const GAP = 40;
const LEFT = 270;
const RIGHT = INNER - GAP - LEFT;
const BODY = 28;
const LIST = 24;
const HEADING = 26;
const ROW = 46;
const MOST_ROWS = 3;

/** A part of the picture, drawn from `y` on; `end` is where the next may begin. */
type Drawn = { svg: string; end: number };

/** The picture of a collection as SVG: a pure function of what it shows, whose words are in that language. */
export function progressSvg(figure: ProgressFigure, locale: string): string {
  const parts = [drawTrees, drawDays, drawLists];
  let y = EDGE;
  const drawn = parts.map((draw) => {
    const { svg, end } = draw(figure, y);
    y = end;
    return svg;
  });
  const height = Math.ceil(y + EDGE / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${fontOf(locale)}">`,
    box(0, 0, WIDTH, height, ink.ground, 24),
    ...drawn,
    '</svg>',
  ].join('');
}

function drawTrees({ trees }: ProgressFigure, y: number): Drawn {
  const { heading, parts, whole, note } = trees;
  const top = y + HEADING + 16;
  const scale = whole > 0 ? INNER / whole : 0;
  let x = EDGE;
  const bar = parts.map(({ value }, index) => {
    const width = value * scale;
    const svg = box(x, top, width, 40, colourOf(index), 4);
    x += width;
    return svg;
  });
  const legend = parts.map((part, index) => legendEntry(part, index, top + 60));
  const end = top + 60 + Math.ceil(parts.length / 2) * 42;
  return {
    svg: [headingAt(heading, y, note), box(EDGE, top, INNER, 40, ink.track), ...bar, ...legend].join(''),
    end: end + 14,
  };
}

function legendEntry({ name, shown }: Amount, index: number, top: number): string {
  const x = EDGE + (index % 2) * (INNER / 2);
  const y = top + Math.floor(index / 2) * 42;
  return [
    box(x, y, 26, 26, colourOf(index), 5),
    text(`${short(name, 14)} ${shown}`, { x: x + 38, y: y + 22, size: BODY }),
  ].join('');
}

function drawDays({ days }: ProgressFigure, y: number): Drawn {
  const { heading, bars } = days;
  if (bars.length === 0) return { svg: '', end: y };
  const top = y + HEADING + 38;
  const height = 76;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = INNER / bars.length;
  const columns = bars.map(({ value, shown }, index) => {
    const tall = (value / most) * height;
    const x = EDGE + index * step;
    const above = { x: x + step / 2, y: top + height - tall - 8, size: 22, anchor: 'middle' as const };
    return [
      box(x + 4, top + height - tall, step - 8, tall, colourOf(1), 4),
      value > 0 && shown.length <= 5 ? text(shown, { ...above, fill: ink.faint }) : '',
    ].join('');
  });
  const below = { y: top + height + 28, size: 22, fill: ink.faint };
  const [first, last] = [bars[0]?.name ?? '', bars.at(-1)?.name ?? ''];
  return {
    svg: [
      headingAt(heading, y),
      ...columns,
      box(EDGE, top + height, INNER, 3, ink.track, 0),
      text(first, { x: EDGE, ...below }),
      text(last, { x: WIDTH - EDGE, anchor: 'end', ...below }),
    ].join(''),
    end: top + height + 54,
  };
}

/** Languages on the left, what is missing on the right; one alone where the other has nothing. */
function drawLists({ languages, missing }: ProgressFigure, y: number): Drawn {
  const bars = languages.bars.slice(0, MOST_ROWS);
  const parts = missing.parts.slice(0, MOST_ROWS);
  const right = bars.length === 0 ? EDGE : EDGE + LEFT + GAP;
  const rows = Math.max(bars.length, parts.length);
  return {
    svg: [
      bars.length === 0 ? '' : headingAt(languages.heading, y),
      ...bars.map(({ value, whole, ...bar }, index) =>
        listRow(bar, { x: EDGE, y: rowAt(y, index), width: LEFT }, whole > 0 ? value / whole : 0),
      ),
      parts.length === 0 ? '' : headingAt(missing.heading, y, '', right),
      ...parts.map((part, index) => listRow(part, { x: right, y: rowAt(y, index), width: RIGHT })),
    ].join(''),
    end: rows === 0 ? y : rowAt(y, rows),
  };
}

function rowAt(y: number, index: number): number {
  return y + HEADING + 16 + index * ROW;
}

/** A name and a number in a column; with a share of what there is, as a bar below. */
function listRow(
  { name, shown }: Pick<Amount, 'name' | 'shown'>,
  { x, y, width }: { x: number; y: number; width: number },
  share?: number,
): string {
  const room = width - (lettersIn(shown) + 1) * LIST * LETTER;
  const bar =
    share === undefined
      ? []
      : [box(x, y + 34, width, 6, ink.track, 3), box(x, y + 34, width * share, 6, colourOf(0), 3)];
  return [
    text(short(name, Math.floor(room / (LIST * LETTER))), { x, y: y + 26, size: LIST }),
    text(shown, { x: x + width, y: y + 26, size: LIST, anchor: 'end', bold: share === undefined }),
    ...bar,
  ].join('');
}

/** How wide a letter of the font is on average, for each unit of its size; words that are wider are cut a little early. */
const LETTER = 0.62;

function headingAt(words: string, y: number, note = '', x = EDGE): string {
  const at = { y: y + 24, size: HEADING, fill: ink.faint };
  return [
    text(short(words, 26), { x, bold: true, ...at }),
    note === '' ? '' : text(note, { x: WIDTH - EDGE, anchor: 'end', ...at }),
  ].join('');
}

function colourOf(index: number): string {
  return ink.parts[index % ink.parts.length] ?? ink.text;
}
