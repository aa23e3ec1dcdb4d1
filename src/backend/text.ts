// Blanks as Python's str.strip knows them: Unicode white space and the separators U+001C to U+001F.
const blank = String.raw`[\s\u0085\u001c-\u001f]`;
const outerBlanks = new RegExp(`^${blank}+|${blank}+$`, 'gu');

/** The text without the blanks around it; everything inside stays as it was written. */
export function strip(text: string): string {
  return text.replace(outerBlanks, '');
}

/** Length in Unicode code points, which is how the protocol counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** False for what a database column of UTF-8 text cannot hold: NUL, or half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** True when a text can be stored and has at most `most` code points. */
export function fits(text: string, most: number): boolean {
  return isStorable(text) && codePoints(text) <= most;
}
