import { haveShape, leastHashes, runsOf } from '../../min-hash.ts';
import { BANDS, ROWS } from '../splits/min-hash.ts';

const REPLY_BANDS = 3;
const REPLY_ROWS = 8;

/** What prompts that splits keep on one side share: a number for each band. Other texts share one by chance as good as never. */
export function marksOfPrompt(text: string): number[] {
  const runs = runsOf(text);
  return runs.length === 0 ? [] : marksIn(leastHashes(runs, BANDS * ROWS), ROWS);
}

/**
 * What replies share that are nearly the same: there are more replies, and many that begin alike. Of two with the Jaccard
 * similarity s the chance is 1 − (1 − s⁸)³: 0.96 at 0.95, 0.82 at 0.9, 0.42 at 0.8, 0.01 at 0.5. None for a text too short to
 * say something of its own.
 */
export function marksOfReply(text: string): number[] {
  const runs = runsOf(text);
  return haveShape(runs) ? marksIn(leastHashes(runs, REPLY_BANDS * REPLY_ROWS), REPLY_ROWS) : [];
}

function marksIn(least: readonly number[], rows: number): number[] {
  return Array.from({ length: least.length / rows }, (_, band) =>
    numberOf([band, ...least.slice(band * rows, (band + 1) * rows)]),
  );
}

/** A number of 52 bits for some of 32, by two multiplicative hashes. */
function numberOf(values: readonly number[]): number {
  let [high, low] = [0x811c9dc5, 0x9e3779b1];
  for (const value of values) {
    high = Math.imul(high ^ value, 0x01000193);
    low = Math.imul(low ^ value ^ (low >>> 15), 0x85ebca6b);
  }
  return (high >>> 0) * 2 ** 20 + (low >>> 12);
}
