import { clip } from './clip.ts';
import { foreign } from './foreign.ts';
import type { Size } from './text.ts';

// what opens or closes a block of code, with the name of its language
const fences = /`{3,}(?:[\w+#.-]*\r?\n)?/g;
const marks = /[\\*_`~|>[\]#-]/g;

/**
 * The beginning of somebody's words as one line without any formatting, for a place inside a sentence of ours: blanks
 * become single spaces, blocks of code are opened, and what Markdown would take for a mark is shown as it is. Empty where
 * nothing can be seen.
 */
export function inline(text: string, room: Partial<Size>): string {
  const line = foreign(text).replace(fences, ' ').replace(/\s+/g, ' ').trim();
  return clip(line, room, ' …').replace(marks, '\\$&');
}
