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
