import { codePoints } from '../../text.ts';

const MOST = 10_000; // code points, so that nobody's reports of one message grow without end

/**
 * What somebody has said about a message once they report it again: both, unless the new words say nothing new. Where
 * both are too long to keep, the new ones.
 */
export function wordsOfReports(before: string, now: string): string {
  if (now === '' || before.includes(now)) return before;
  if (before === '') return now;
  const both = `${before}\n\n${now}`;
  return codePoints(both) <= MOST ? both : now;
}
