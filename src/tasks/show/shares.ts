import { less, total } from '../../discord/text/budget.ts';
import { holds, type Size } from '../../discord/text/text.ts';

/**
 * How much room each text gets: all they want when that fits, else water-filling, by which short texts get what they
 * want and long ones share the rest evenly. What a text may use never exceeds what it wants; the sum never exceeds the
 * room, neither in units nor in bytes.
 */
export function fairShares(wanted: readonly Size[], room: Size): Size[] {
  if (holds(room, total(wanted))) return [...wanted];
  const shares = [...wanted];
  const byLoad = [...wanted.entries()].sort(([, one], [, other]) => load(one, room) - load(other, room));
  let left: Size = room;
  for (const [place, [index, size]] of byLoad.entries()) {
    const share = smaller(size, evenly(left, byLoad.length - place));
    shares[index] = share;
    left = less(left, share);
  }
  return shares;
}

/** One of so many equal parts of a room, rounded down. */
export function evenly({ units, bytes }: Size, parts: number): Size {
  return { units: Math.floor(units / parts), bytes: Math.floor(bytes / parts) };
}

/** The smaller of two sizes, in units and in bytes. */
export function smaller(one: Size, other: Size): Size {
  return { units: Math.min(one.units, other.units), bytes: Math.min(one.bytes, other.bytes) };
}

function load(size: Size, room: Size): number {
  return Math.max(size.units / room.units, size.bytes / room.bytes);
}
