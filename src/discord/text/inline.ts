import { clip } from './clip.ts';
import { foreign } from './foreign.ts';
import type { Size } from './text.ts';

const marks = /[\\*_`~|>[\]#-]/g;

/**
 * The beginning of somebody's words as one line without any formatting, for a place inside a sentence of ours: blanks
 * become single spaces, and what Markdown would take for a mark is shown as it is. Empty where nothing can be seen.
 */
export function inline(text: string, room: Partial<Size>): string {
  const line = foreign(text)
    .replace(/`{3,}/g, '``') // a cut would close a block on a line of its own
    .replace(/\s+/g, ' ')
    .trim();
  return clip(line, room, ' …').replace(marks, '\\$&');
}
