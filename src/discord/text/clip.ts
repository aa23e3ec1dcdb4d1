import { furthestCut } from './cut.ts';
import { blockAtEnd, closing } from './fences.ts';
import { holds, printable, type Size, sizeOf } from './text.ts';

/**
 * The text in printable form if it fits, else as much of its beginning as fits together with a visible mark of the cut.
 * Never cuts inside a surrogate pair, nor inside a grapheme cluster unless that alone is too big; closes a code block
 * that the cut left open. The result never exceeds the limits; it is empty when not even the mark fits.
 */
export function clip(
  text: string,
  { units = Infinity, bytes = Infinity }: Partial<Size>,
  mark = '…',
): string {
  const whole = printable(text);
  const limits = { units, bytes };
  if (holds(limits, sizeOf(whole))) return whole;
  if (!holds(limits, sizeOf(mark))) return '';
  const head = beginning(whole, limits, mark);
  if (blockAtEnd(head) === undefined) return head + mark;
  const tail = mark + closing;
  if (!holds(limits, sizeOf(tail))) return head + mark;
  const shorter = beginning(whole, limits, tail);
  return shorter + (blockAtEnd(shorter) === undefined ? mark : tail);
}

function beginning(text: string, limits: Size, tail: string): string {
  const { units, bytes } = sizeOf(tail);
  const cut = furthestCut(text, 0, { units: limits.units - units, bytes: limits.bytes - bytes });
  return text.slice(0, cut).trimEnd();
}
