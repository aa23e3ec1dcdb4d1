/** Lets work begin in order, so that the event loop goes round between one beginning and the next. */
export type Turns = {
  /** Resolves when this work may begin. What is `urgent` goes before what is not. */
  mine(urgent: boolean): Promise<void>;
};

/**
 * One piece of work begins in each round of the event loop, the first one at once. The database works in this thread: many
 * pieces begun together would hold it until the last one is done, and nobody could be told to wait. Work that waits for
 * others, such as a backend on the network, holds nobody up.
 */
export function createTurns(): Turns {
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let isTaken = false;

  function next() {
    const begin = urgent.shift() ?? others.shift();
    isTaken = begin !== undefined;
    if (!begin) return;
    begin();
    setImmediate(next);
  }

  return {
    mine(isUrgent) {
      if (!isTaken) {
        isTaken = true;
        setImmediate(next);
        return Promise.resolve();
      }
      return new Promise((resolve) => void (isUrgent ? urgent : others).push(resolve));
    },
  };
}
