import { hasVisible } from '../../text.ts';
import { breakBefore } from './breaks.ts';
import { furthestCut } from './cut.ts';
import { blockAtEnd, closing, type OpenBlock, opening } from './fences.ts';
import { holds, printable, type Size, sizeOf } from './text.ts';

/** The smallest page that may be asked for, in units and in bytes: below it code blocks could not be reopened. */
export const SMALLEST_PAGE = 100;

/** A stretch of a printable text, and what is put around it so that code blocks go on over the page's end. */
export interface Page {
  opening: string;
  text: string;
  closing: string;
}

/**
 * The text on as many pages as it needs, each within the limits and none of them blank. A text, or a page of it, on
 * which there is nothing to see becomes `blank`. Pages end where a paragraph does, else a line, a sentence, a word, a
 * grapheme cluster. Apart from `opening` and `closing` of each page (see `cutIntoPages`) nothing is added or lost.
 * @throws RangeError when the limits are below `SMALLEST_PAGE`
 */
export function paginate(text: string, limits: Size, blank: string): string[] {
  return cutIntoPages(text, limits).map((page) =>
    hasVisible(page.text) ? page.opening + page.text + page.closing : blank,
  );
}

/**
 * Cuts `printable(text)` into consecutive stretches. Between two of them lie only blanks that Discord would trim or that
 * the cut replaces: all blanks around the cut, but inside a code block only the line feeds at it. A code block that goes
 * over a cut is closed on the one page and opened again, in its language, on the next; one that is never closed counts
 * as going on to the end. A text that fits is one page, untouched.
 * @throws RangeError when the limits are below `SMALLEST_PAGE`
 */
export function cutIntoPages(text: string, limits: Size): Page[] {
  if (limits.units < SMALLEST_PAGE || limits.bytes < SMALLEST_PAGE) {
    throw new RangeError(
      `A page needs ${SMALLEST_PAGE} units and bytes, not ${limits.units} and ${limits.bytes}`,
    );
  }
  const whole = printable(text);
  if (holds(limits, sizeOf(whole))) return [{ opening: '', text: whole, closing: '' }];
  const pages: Page[] = [];
  let block: OpenBlock | undefined;
  let start = skipBlanks(whole, 0, block);
  do {
    const before = block === undefined ? '' : opening(block);
    const room = { units: limits.units - before.length, bytes: limits.bytes - before.length };
    const { end, after } = nextEnd(whole, start, room, block);
    const stretch = whole.slice(start, end);
    pages.push({
      opening: before,
      text: after === undefined ? stretch.trimEnd() : withoutLineFeeds(stretch),
      closing: after === undefined ? '' : closing,
    });
    block = after;
    start = skipBlanks(whole, end, block);
  } while (start < whole.length);
  return pages;
}

/** Where the page that begins at `start` ends, and the code block that is open there. */
function nextEnd(text: string, start: number, room: Size, block: OpenBlock | undefined) {
  const end = endWithin(text, start, room, block);
  const after = blockAtEnd(text.slice(start, end), block);
  if (after === undefined) return { end, after };
  const rest = { units: room.units - closing.length, bytes: room.bytes - closing.length };
  const shorter = endWithin(text, start, rest, block);
  const still = blockAtEnd(text.slice(start, shorter), block);
  if (still === undefined) return { end: shorter, after: still };
  const mark = closingMarkAt(text, shorter);
  return mark === 0 ? { end: shorter, after: still } : { end: shorter + mark, after: undefined };
}

/** The length of the mark that closes a code block right here, if it is small enough for the room kept for one. */
function closingMarkAt(text: string, at: number): number {
  const mark = /\n?`{3}(?!`)/y;
  mark.lastIndex = at;
  return mark.exec(text)?.[0].length ?? 0;
}

function endWithin(text: string, start: number, room: Size, block: OpenBlock | undefined): number {
  const furthest = furthestCut(text, start, room);
  return furthest === text.length ? furthest : breakBefore(text, start, furthest, block);
}

function skipBlanks(text: string, from: number, block: OpenBlock | undefined): number {
  const blanks = block === undefined ? /\s*/y : /\n*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

function withoutLineFeeds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end);
}
