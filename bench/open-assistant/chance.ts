import { hash } from 'node:crypto';
import { seededRandom } from '../../test/support/random.ts';

/** Chance that is the same for the same parts, in whatever order they are asked about. */
export function chanceOf(...parts: readonly (string | number)[]): () => number {
  return seededRandom(Number.parseInt(hash('sha1', parts.join('/')).slice(0, 8), 16));
}
