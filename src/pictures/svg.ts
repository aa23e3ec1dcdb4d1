// One palette on a ground of its own, so that it reads the same on Discord's dark and light; contrasts are above 4.5 to 1.
export const ink = {
  ground: '#1e2130',
  track: '#363b52',
  text: '#f3f4fa',
  faint: '#c3c7da',
  parts: ['#3ddc97', '#5aa9ff', '#ffb454', '#c792ea', '#f78c9c'],
} as const;

/** A text at a place: `anchor` is which of its ends stands there. */
export function text(
  words: string,
  { x, y, size, fill = ink.text, anchor = 'start', bold = false }: TextAt,
): string {
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight}>${escaped(words)}</text>`;
}

type TextAt = {
  x: number;
  y: number;
  size: number;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  bold?: boolean;
};

/** A filled box with round corners; one without a size is left out. */
export function box(x: number, y: number, width: number, height: number, fill: string, radius = 6): string {
  if (width <= 0 || height <= 0) return '';
  const round = Math.min(radius, width / 2, height / 2);
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="${num(round)}" fill="${fill}"/>`;
}

/** Words cut to the width of so many letters, with a sign that they go on. */
export function short(words: string, most: number): string {
  let kept = '';
  let width = 0;
  for (const sign of words) {
    if (width + widthOf(sign) > most - 1) return lettersIn(words) <= most ? words : `${kept}…`;
    kept += sign;
    width += widthOf(sign);
  }
  return words;
}

/** How wide words are, in letters: a sign of Japanese or Chinese is as wide as it is high, a letter hardly two thirds of it. */
export function lettersIn(words: string): number {
  return [...words].reduce((width, sign) => width + widthOf(sign), 0);
}

function widthOf(sign: string): number {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60]/u.test(
    sign,
  )
    ? 1.6
    : 1;
}

function num(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(words: string): string {
  // what XML cannot hold at all is left out
  const clean = words.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  return clean.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;',
  );
}
