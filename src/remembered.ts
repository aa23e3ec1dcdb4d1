/** Whether what was learned at `at` may be believed at `now` (both epoch ms) for `ms`; not when the clock was set back since. */
export function isFresh(at: number, now: number, ms: number): boolean {
  return at <= now && now < at + ms;
}

/** A reading that is good for `ms`: whoever asks meanwhile gets the same one. After a failure, the next who asks reads again. */
export function remembered<T>(ms: number, now: () => number, read: () => Promise<T>): () => Promise<T> {
  let known: { at: number; value: Promise<T> } | undefined;
  return async () => {
    const at = now();
    if (!known || !isFresh(known.at, at, ms)) {
      const fresh = { at, value: read() };
      known = fresh;
      fresh.value.catch(() => {
        if (known === fresh) known = undefined;
      });
    }
    return await known.value;
  };
}

/** How long a reading is good for that took `cost` ms: at most a thousandth of the time goes into reading. */
const TIMES_ITS_COST = 1_000;

/**
 * A reading that is made anew for whoever asks as long as that costs nothing, and otherwise is good for a thousand times as
 * long as it took, at most `most` ms. Who asks while it is made gets the same one.
 */
export function rememberedByCost<T>(
  most: number,
  now: () => number,
  read: () => Promise<T>,
): () => Promise<T> {
  let known: { value: Promise<T>; at: number; good: number } | undefined;
  return async () => {
    if (known && isFresh(known.at, now(), known.good)) return await known.value;
    const begun = now();
    const fresh = { value: read(), at: begun, good: most };
    known = fresh;
    try {
      const value = await fresh.value;
      fresh.good = Math.min(most, (now() - begun) * TIMES_ITS_COST);
      return value;
    } catch (error) {
      if (known === fresh) known = undefined;
      throw error;
    }
  };
}
