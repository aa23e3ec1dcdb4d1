import { codePoints } from '../text.ts';

/** False for what a database column of UTF-8 text cannot hold: NUL, or half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** True when a text can be stored and has at most `most` code points. */
export function fits(text: string, most: number): boolean {
  return isStorable(text) && codePoints(text) <= most;
}
