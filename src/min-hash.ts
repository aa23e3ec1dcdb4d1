import { createHash } from 'node:crypto';

// Broder, "On the resemblance and containment of documents", 1997; bands as in Leskovec, Rajaraman and Ullman, "Mining
// of Massive Datasets", chapter 3.4.

const SHINGLE = 5; // characters
const MOST_FUNCTIONS = 40;

/** Multipliers and summands of the hash functions: fixed, so that values of any time can be compared. */
const functions = Array.from({ length: MOST_FUNCTIONS }, (_, index) => {
  const bytes = createHash('sha256').update(`minhash/${index}`).digest();
  return { factor: bytes.readInt32LE(0) | 1, summand: bytes.readInt32LE(4) };
});

/** Hashes of every run of five letters and digits of a text, without case, blanks and punctuation; of a shorter one the whole. */
export function shinglesOf(text: string): ReadonlySet<number> {
  return new Set(runsOf(text));
}

/** The same in the order of the text, each as often as it is there: what least hashes need, in less time. */
export function runsOf(text: string): Int32Array {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  if (letters === '') return new Int32Array();
  const starts = startsIn(letters);
  const last = starts.length - 1;
  const hashes = new Int32Array(Math.max(1, last - SHINGLE + 1));
  for (let at = 0; at < hashes.length; at += 1)
    hashes[at] = fnv(letters, starts[at] ?? 0, starts[Math.min(at + SHINGLE, last)] ?? 0);
  return hashes;
}

/** Where each code point begins, and the end. */
function startsIn(text: string): Uint32Array {
  const starts = new Uint32Array(text.length + 1);
  let points = 0;
  for (let at = 0; at < text.length; at += isPair(text.codePointAt(at)) ? 2 : 1) {
    starts[points] = at;
    points += 1;
  }
  starts[points] = text.length;
  return starts.subarray(0, points + 1);
}

function isPair(point: number | undefined) {
  return point !== undefined && point > 0xffff;
}

/**
 * The least values of the first `count` (40 at most) hash functions over some shingles, which may be there more than once. Two
 * sets of the Jaccard similarity s have the same value of a function with the chance s.
 */
export function leastHashes(shingles: Iterable<number>, count: number): number[] {
  const all = shingles instanceof Int32Array ? shingles : Int32Array.from(shingles); // read once for each function
  return functions.slice(0, count).map(({ factor, summand }) => {
    let smallest = GREATEST;
    for (let at = 0; at < all.length; at += 1) {
      const hash = mixed((Math.imul(all[at] ?? 0, factor) + summand) | 0) ^ SIGN;
      if (hash < smallest) smallest = hash;
    }
    return (smallest ^ SIGN) >>> 0;
  });
}

// With the sign turned round, values of 32 bits are in the order of those without a sign, and are compared without a detour.
const SIGN = 0x80000000 | 0;
const GREATEST = 0x7fffffff;

/** The Jaccard similarity of two sets, from 0 to 1; 0 for two empty ones. */
export function resemblance(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const common = a.intersection(b).size;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/** What texts are compared by; undefined for one too short to say something of its own. */
export type Shape = ReadonlySet<number>;

/** Some twenty letters: shorter ones are said by many. */
const LEAST_SHINGLES = 16;
/** From this similarity on two texts are nearly the same: of twenty words of five letters, two are others. */
export const ALIKE = 0.7;

/** What a text is compared by. */
export function shapeOf(text: string): Shape | undefined {
  const shingles = shinglesOf(text);
  return shingles.size < LEAST_SHINGLES ? undefined : shingles;
}

/** Whether runs are of a text that is long enough to have a shape. */
export function haveShape(runs: Int32Array): boolean {
  const found = new Set<number>();
  return runs.some((run) => found.add(run).size >= LEAST_SHINGLES);
}

/** Whether a text is nearly the same as one of that shape. */
export function isAlike(shape: Shape, text: string): boolean {
  return resemblance(shape, shinglesOf(text)) >= ALIKE;
}

/** FNV-1a over the UTF-16 code units of a part of a text, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The last step of MurmurHash3, which spreads every bit over all. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
