/** Lets in one at a time, in the order in which they came. */
export type Gate = {
  /** Resolves when it is one's turn; one `leave` goes with each. */
  enter(): Promise<void>;
  leave(): void;
};

/**
 * A gate at which whoever leaves wakes the next one, and nobody else: where all who wait are woken to look whether it is
 * their turn, as Kysely's own lock does it, a crowd of n costs n² awakenings.
 */
export function createGate(): Gate {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  return {
    enter() {
      if (isTaken) return new Promise((resolve) => void waiting.push(resolve));
      isTaken = true;
      return Promise.resolve();
    },
    leave() {
      const next = waiting.shift();
      if (next) next();
      else isTaken = false;
    },
  };
}
