import { count } from '../counting.ts';
import type { Terminal } from '../surroundings.ts';
import type { Written } from './account.ts';

const EVERY_MS = 200;

/** `say` takes what makes the words, which is asked for only when they are shown. */
export type Progress = { show(written: Written): void; say(words: () => string): void; clear(): void };

/** Shows on a terminal how far something is, on one line that is overwritten; anywhere else it shows nothing. */
export function createProgress(terminal: Terminal, now: () => number): Progress {
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show: (written) => say(() => sentence(written)),
    say,
    clear() {
      if (shown) terminal.write('\r\u001b[K');
    },
  };

  function say(words: () => string) {
    if (!terminal.isTTY || now() - shownAt < EVERY_MS) return;
    shownAt = now();
    shown = true;
    terminal.write(`\r\u001b[K${words()} …`); // erase to the end of the line
  }
}

/** What was written, in words. */
export function sentence(
  { trees, messages, summaries, lines }: Written,
  of: 'trees' | 'summaries' = summaries > 0 && trees === 0 ? 'summaries' : 'trees',
): string {
  const ofTrees = of === 'trees' ? [count(trees, 'tree'), count(messages, 'message')] : [];
  const ofStories = of === 'summaries' || summaries > 0 ? [count(summaries, 'summary', 'summaries')] : [];
  const ofLines = of === 'summaries' && lines === summaries ? [] : [count(lines, 'line')];
  return [...ofTrees, ...ofStories, ...ofLines].join(', ');
}
