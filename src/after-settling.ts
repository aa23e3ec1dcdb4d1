/** Fetches once all that a request may rest on is kept for good. */
export function afterSettling(
  fetch: typeof globalThis.fetch,
  settled: () => Promise<void>,
): typeof globalThis.fetch {
  return async (input, init) => {
    await settled();
    return await fetch(input, init);
  };
}
