/** Behind how many others somebody is told at once that it will be long: so many take up to half a second. */
export const CROWD = 50;

/** Lets work begin in order, so that the event loop goes round between one beginning and the next. */
export type Turns = {
  /**
   * Resolves when this work may begin. What is `urgent` goes before what is not. `crowded` is called at once when so many wait
   * already that it will be long in coming.
   */
  mine(urgent: boolean, crowded?: () => void): Promise<void>;
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
    mine(isUrgent, crowded) {
      if (!isTaken) {
        isTaken = true;
        setImmediate(next);
        return Promise.resolve();
      }
      if (urgent.length + others.length >= CROWD) crowded?.();
      return new Promise((resolve) => void (isUrgent ? urgent : others).push(resolve));
    },
  };
}
