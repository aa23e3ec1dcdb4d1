import { directed, foreign } from './foreign.ts';
import { withoutMarkup } from './markup.ts';
import { shorten } from './shorten.ts';
import type { Size } from './text.ts';

const marks = /[\\*_`~|>[\]#-]/g;

/**
 * The beginning of a name or the like as it was written, in one line, for a place inside a sentence of ours: blanks
 * become single spaces, and what Markdown would take for a mark is shown as it is. Empty where nothing can be seen.
 */
export function inline(text: string, room: Partial<Size>): string {
  return inOneLine(foreign(text), room).replace(marks, '\\$&');
}

/** The same of somebody's own words, which may be Markdown: plain words are left of it. */
export function quoted(text: string, room: Partial<Size>): string {
  return inline(withoutMarkup(text), room);
}

/** The same for where Discord shows neither Markdown nor mentions: the option of a select. */
export function quotedPlain(text: string, room: Partial<Size>): string {
  return inOneLine(withoutMarkup(text), room);
}

/** The beginning of a name for such a place. */
export function inOneLine(text: string, room: Partial<Size>): string {
  return shorten(directed(text).replace(/\s+/g, ' ').trim(), room);
}
