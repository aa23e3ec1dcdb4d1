import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Everything that is left to chance, drawn from one seed: the same seed draws the same in the same order. */
export type Chance = {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of the list, the heavier the likelier; undefined when nothing in it has any weight. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T | undefined;
  /** An id in the form of the backend's. */
  id(): string;
  /** A source of its own for somebody, so that what others draw does not change what they draw. */
  of(name: string): Chance;
};

/** A source of chance that depends on the seed and a name alone. */
export function chance(seed: number, name = ''): Chance {
  const generator = xoroshiro128plus(hash(`${seed}/${name}`));
  const int = (from: number, to: number) => uniformInt(generator, from, to);
  const hex = (length: number) => Array.from({ length }, () => int(0, 15).toString(16)).join('');
  return {
    int,
    happens: (probability) => uniformFloat64(generator) < probability,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    weighted(list, weight) {
      const total = list.reduce((sum, item) => sum + weight(item), 0);
      let left = uniformFloat64(generator) * total;
      return list.find((item) => {
        left -= weight(item);
        return left < 0;
      });
    },
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    of: (other) => chance(seed, `${name}/${other}`),
  };
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  return Buffer.from(text).reduce((value, byte) => Math.imul(value ^ byte, 0x01000193), 0x811c9dc5);
}
