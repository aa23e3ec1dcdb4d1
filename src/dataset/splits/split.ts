import { createHmac } from 'node:crypto';

/** The sides of a split, each with its share; the shares add up to 1. */
export type Split = readonly { name: string; share: number }[];

const BYTES = 6;

/** The side of a group: the same whatever else is in the collection, and as long as the shares are the same. */
export function sideOf(groupRoot: string, key: string, split: Split): string | undefined {
  const digest = createHmac('sha256', key).update(`side/${groupRoot}`).digest();
  const point = digest.readUIntBE(0, BYTES) / 2 ** (8 * BYTES);
  let end = 0;
  return (
    split.find(({ share }) => {
      end += share;
      return point < end;
    }) ?? split.at(-1)
  )?.name;
}
