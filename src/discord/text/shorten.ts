import { furthestCut } from './cut.ts';
import { holds, printable, type Size, sizeOf } from './text.ts';

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** What no shortened text ends with: blanks, and what only makes sense before what was cut off. */
const dangling = /[\s,;:·、，；：([{（「“–-]/u;
const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/**
 * The text in printable form if it fits, else as much of its beginning as fits with `…` behind it. It ends where a word
 * does, in scripts without blanks as well; inside a word only where that would leave less than half, and never inside a
 * grapheme cluster that fits. Never exceeds the limits; empty when not even the mark fits.
 */
export function shorten(text: string, { units = Infinity, bytes = Infinity }: Partial<Size>): string {
  const whole = printable(text);
  const limits = { units, bytes };
  if (holds(limits, sizeOf(whole))) return whole;
  if (!holds(limits, sizeOf(MARK))) return '';
  const mark = sizeOf(MARK);
  const cut = furthestCut(whole, 0, { units: units - mark.units, bytes: bytes - mark.bytes });
  const kept = withoutDangling(whole.slice(0, wordBorder(whole, cut)));
  return kept + (kept === '' || withoutBlanks.test(kept) ? '…' : MARK);
}

/** What a cut looks like behind a word of a script that has blanks. */
const MARK = ' …';

/** The last border between words at or before a cut, unless it is far from it. */
function wordBorder(text: string, cut: number): number {
  // a few more units hold the word that the cut may go through
  const border = words.segment(text.slice(0, cut + 32)).containing(cut)?.index ?? cut;
  return border * 2 >= cut ? border : cut;
}

function withoutDangling(text: string): string {
  let end = text.length;
  while (end > 0 && dangling.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
