/**
 * Does something with each of some things, so many at a time; the next is asked for when there is room. Gives when all
 * are done, or, once `signal` says stop or one of them has failed, when those that were begun have ended.
 * @throws what the first that failed has thrown
 */
export async function atOnce<T>(
  things: AsyncGenerator<T>,
  most: number,
  work: (thing: T, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const ended = await Promise.allSettled(Array.from({ length: most }, worker));
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;

  async function worker() {
    try {
      while (!stop.aborted) {
        const { value, done } = await things.next();
        if (done || stop.aborted) return;
        await work(value, stop);
      }
    } catch (error) {
      const isStop = stop.aborted;
      failed.abort();
      if (!isStop) throw error;
    }
  }
}
