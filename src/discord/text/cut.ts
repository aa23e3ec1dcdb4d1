import type { Size } from './text.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The furthest place at which a well-formed text may be cut so that what lies between `start` and it stays within
 * `room`: never inside a grapheme cluster, unless the cluster at `start` alone is too big for the room; then between
 * two of its code points. Equals `start` if not even one code point fits.
 */
export function furthestCut(text: string, start: number, room: Size): number {
  return wholeGraphemes(text, start, furthestCodePoint(text, start, room));
}

/** Moves a cut back to the last border between grapheme clusters after `start`; leaves it where there is none. */
export function wholeGraphemes(text: string, start: number, cut: number): number {
  if (cut >= text.length || cut <= start) return cut;
  // two more units hold the code point after the cut, which is all that the border there depends on
  const segment = graphemes.segment(text.slice(start, cut + 2)).containing(cut - start);
  return segment !== undefined && segment.index > 0 ? start + segment.index : cut;
}

function furthestCodePoint(text: string, start: number, { units, bytes }: Size): number {
  let at = start;
  let spent = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    spent += bytesOf(code);
    if (next - start > units || spent > bytes) return at;
    at = next;
  }
  return at;
}

function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code > 0xffff ? 4 : 3;
}
