import { createHash, createHmac } from 'node:crypto';

// Broder, "On the resemblance and containment of documents", 1997; bands as in Leskovec, Rajaraman and Ullman, "Mining
// of Massive Datasets", chapter 3.4.

const SHINGLE = 5; // characters
const BANDS = 8;
const ROWS = 5;

/** Multipliers and summands of the hash functions: fixed, so that bands of any time can be compared. */
const functions = Array.from({ length: BANDS * ROWS }, (_, index) => {
  const bytes = createHash('sha256').update(`minhash/${index}`).digest();
  return { factor: bytes.readUInt32LE(0) | 1, summand: bytes.readUInt32LE(4) };
});

/**
 * The bands of a text. Two texts whose sets of shingles have the Jaccard similarity s share at least one with the
 * chance 1 − (1 − s⁵)⁸: 0.96 at 0.8, 0.22 at 0.5, and always if they are the same but for case, blanks and
 * punctuation. Without the key nobody can tell whether a band is of some text. None for a text without a letter.
 */
export function bandsOf(text: string, key: string): string[] {
  const shingles = shinglesOf(text);
  if (shingles.length === 0) return [];
  const least = functions.map(({ factor, summand }) => {
    let smallest = 0xffffffff;
    for (const shingle of shingles) {
      const hash = mixed(Math.imul(shingle, factor) + summand);
      if (hash < smallest) smallest = hash;
    }
    return smallest;
  });
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = least.slice(band * ROWS, (band + 1) * ROWS);
    return createHmac('sha256', key).update(`${band}/${rows}`).digest('hex').slice(0, 32);
  });
}

/** Hashes of every run of five letters and digits; of a shorter text the whole. */
function shinglesOf(text: string): number[] {
  const letters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ''),
  ];
  if (letters.length === 0) return [];
  const most = Math.max(1, letters.length - SHINGLE + 1);
  const hashes = new Set<number>();
  for (let start = 0; start < most; start += 1)
    hashes.add(fnv(letters.slice(start, start + SHINGLE).join('')));
  return [...hashes];
}

/** FNV-1a over UTF-16 code units, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The last step of MurmurHash3, which spreads every bit over all. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
