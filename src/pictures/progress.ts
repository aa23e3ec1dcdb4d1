import type { Amount, ProgressFigure } from './figure.ts';
import { box, FONT, ink, short, text } from './svg.ts';

/** Wide as a phone is at its usual density, so that it is not made smaller there. */
export const WIDTH = 800;
const EDGE = 40;
const INNER = WIDTH - 2 * EDGE;
const HEADING = 30;
const BODY = 26;
const MOST_ROWS = 5;

/** A part of the picture, drawn from `y` on; `end` is where the next may begin. */
type Drawn = { svg: string; end: number };

/** The picture of a collection as SVG: a pure function of what it shows. */
export function progressSvg(figure: ProgressFigure): string {
  const parts = [drawTitle, drawTrees, drawDays, drawLanguages, drawMissing];
  let y = EDGE;
  const drawn = parts.map((draw) => {
    const { svg, end } = draw(figure, y);
    y = end;
    return svg;
  });
  const height = Math.ceil(y);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}">`,
    box(0, 0, WIDTH, height, ink.ground, 24),
    ...drawn,
    '</svg>',
  ].join('');
}

function drawTitle({ title }: ProgressFigure, y: number): Drawn {
  return {
    svg: text(short(title, 38), { x: EDGE, y: y + 30, size: 36, bold: true }),
    end: y + 66,
  };
}

function drawTrees({ trees }: ProgressFigure, y: number): Drawn {
  const { heading, parts, whole, note } = trees;
  const top = y + HEADING + 18;
  const scale = whole > 0 ? INNER / whole : 0;
  let x = EDGE;
  const bar = parts.map(({ value }, index) => {
    const width = value * scale;
    const svg = box(x, top, width, 40, colourOf(index), 4);
    x += width;
    return svg;
  });
  const legend = parts.map((part, index) => legendEntry(part, index, top + 66));
  const end = top + 66 + Math.ceil(parts.length / 2) * 42;
  return {
    svg: [headingAt(heading, y, note), box(EDGE, top, INNER, 40, ink.track), ...bar, ...legend].join(''),
    end: end + 18,
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
  const top = y + HEADING + 44;
  const height = 130;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = INNER / bars.length;
  const columns = bars.map(({ value, shown }, index) => {
    const tall = (value / most) * height;
    const x = EDGE + index * step;
    const above = { x: x + step / 2, y: top + height - tall - 8, size: 20, anchor: 'middle' as const };
    return [
      box(x + 4, top + height - tall, step - 8, tall, colourOf(1), 4),
      value > 0 && shown.length <= 5 ? text(shown, { ...above, fill: ink.faint }) : '',
    ].join('');
  });
  const below = { y: top + height + 32, size: 22, fill: ink.faint };
  const [first, last] = [bars[0]?.name ?? '', bars.at(-1)?.name ?? ''];
  return {
    svg: [
      headingAt(heading, y),
      ...columns,
      box(EDGE, top + height, INNER, 3, ink.track, 0),
      text(first, { x: EDGE, ...below }),
      text(last, { x: WIDTH - EDGE, anchor: 'end', ...below }),
    ].join(''),
    end: top + height + 60,
  };
}

function drawLanguages({ languages }: ProgressFigure, y: number): Drawn {
  const { heading, bars } = languages;
  if (bars.length === 0) return { svg: '', end: y };
  const shown = bars.slice(0, MOST_ROWS);
  const rows = shown.map((bar, index) => {
    const top = y + HEADING + 20 + index * 44;
    const [x, width] = [EDGE + 260, INNER - 260 - 130];
    const filled = bar.whole > 0 ? (bar.value / bar.whole) * width : 0;
    return [
      text(short(bar.name, 15), { x: EDGE, y: top + 24, size: BODY }),
      box(x, top + 4, width, 24, ink.track),
      box(x, top + 4, filled, 24, colourOf(0)),
      text(bar.shown, { x: WIDTH - EDGE, y: top + 24, size: BODY, anchor: 'end' }),
    ].join('');
  });
  return { svg: [headingAt(heading, y), ...rows].join(''), end: y + HEADING + 20 + shown.length * 44 + 24 };
}

function drawMissing({ missing }: ProgressFigure, y: number): Drawn {
  const { heading, parts } = missing;
  if (parts.length === 0) return { svg: '', end: y + 12 };
  const shown = parts.slice(0, MOST_ROWS);
  const rows = shown.map(({ name, shown: number }, index) => {
    const at = y + HEADING + 44 + index * 40;
    return [
      text(short(name, 34), { x: EDGE, y: at, size: BODY }),
      text(number, { x: WIDTH - EDGE, y: at, size: BODY, anchor: 'end', bold: true }),
    ].join('');
  });
  return { svg: [headingAt(heading, y), ...rows].join(''), end: y + HEADING + 44 + shown.length * 40 };
}

function headingAt(words: string, y: number, note = ''): string {
  const at = { y: y + 24, size: 24, fill: ink.faint };
  return [
    text(short(words, 34), { x: EDGE, bold: true, ...at }),
    note === '' ? '' : text(note, { x: WIDTH - EDGE, anchor: 'end', ...at }),
  ].join('');
}

function colourOf(index: number): string {
  return ink.parts[index % ink.parts.length] ?? ink.text;
}
