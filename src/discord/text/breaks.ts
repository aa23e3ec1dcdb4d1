import { wholeGraphemes } from './cut.ts';
import { blockAtEnd, type OpenBlock } from './fences.ts';

const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentenceEnd = /[.!?…]['"’”»)\]]*(?=\s)|[。！？｡．।॥؟۔]['"’”»）」』]*/gu;
const blank = /\s/g;
const openingMark = /(?<!`)`{3,}[a-z0-9_+\-.#]{0,32}\n*$/i;

/** How far back from its end a page may be broken inside a word's script: scripts without blanks need it. */
const WORD_REACH = 64;

/**
 * Where a page that begins at `start` and can reach to `furthest` is best broken: before a paragraph's end, else a
 * line's, a sentence's or a word's, but not in the page's first half; never inside or right behind a mark that opens a
 * code block. Always beyond `start`.
 */
export function breakBefore(text: string, start: number, furthest: number, block?: OpenBlock): number {
  const page = text.slice(start, furthest + 2);
  const reach = furthest - start;
  const cut = wholeGraphemes(text, start, start + naturalBreak(page, reach));
  return beforeMark(text, start, cut, block);
}

function naturalBreak(page: string, reach: number): number {
  const half = Math.max(1, Math.floor(reach / 2));
  for (const find of [paragraph, line, sentence, word, wordOfAnyScript]) {
    const cut = find(page, reach, half);
    if (cut >= half) return cut;
  }
  return reach;
}

const paragraph = (page: string, reach: number) => page.lastIndexOf('\n\n', reach);
const line = (page: string, reach: number) => page.lastIndexOf('\n', reach);
const sentence = (page: string, reach: number, half: number) => lastEnd(page, sentenceEnd, half, reach, 0);
const word = (page: string, reach: number, half: number) => lastEnd(page, blank, half, reach, 1);

function wordOfAnyScript(page: string, reach: number): number {
  const from = words.segment(page).containing(reach)?.index ?? -1;
  return from > reach - WORD_REACH ? from : -1;
}

/** The end of the last match that lies between the two places, less what of the match belongs behind the cut. */
function lastEnd(page: string, pattern: RegExp, from: number, to: number, behind: number): number {
  let end = -1;
  for (const { index, 0: match } of page.slice(from, to + 1).matchAll(pattern)) {
    const cut = from + index + match.length - behind;
    if (cut <= to) end = cut;
  }
  return end;
}

function beforeMark(text: string, start: number, cut: number, block?: OpenBlock): number {
  let run = cut;
  while (run > start && text[run] === '`' && text[run - 1] === '`') run -= 1;
  const tail = text.slice(Math.max(start, run - 80), run);
  const mark = openingMark.exec(tail);
  const at = mark === null ? run : run - tail.length + mark.index;
  const opens = mark !== null && blockAtEnd(text.slice(start, at), block) === undefined;
  const safe = opens ? at : run;
  return safe > start ? safe : cut;
}
