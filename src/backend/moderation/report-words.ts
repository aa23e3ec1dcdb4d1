import { codePoints } from '../../text.ts';

/** As many code points are kept of what one person says of one message. */
export const MOST_REPORT_WORDS = 10_000;

/**
 * What somebody has said about a message once they report it again: both, unless the new words say nothing new. Where
 * both are too long to keep, the new ones.
 */
export function wordsOfReports(before: string, now: string): string {
  if (now === '' || before.includes(now)) return before;
  if (before === '') return now;
  const both = `${before}\n\n${now}`;
  return codePoints(both) <= MOST_REPORT_WORDS ? both : now;
}
