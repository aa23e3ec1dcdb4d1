import type { World } from '../world/world.ts';

/** When sessions may begin: one after the other for each remainder of a shard's number by the concurrency. */
export function sessionTurns({ identify, clock }: World) {
  const begun = new Map<number, number>();
  let tooSoon = 0;
  return {
    /** Whether one of this shard may begin now, which it then has. */
    mayBegin(shard: number): boolean {
      if (!identify) return true;
      const place = shard % identify.concurrency;
      const since = clock.now() - (begun.get(place) ?? Number.NEGATIVE_INFINITY);
      if (since < identify.everyMs) {
        tooSoon += 1;
        return false;
      }
      begun.set(place, clock.now());
      return true;
    },
    tooSoon: () => tooSoon,
  };
}
