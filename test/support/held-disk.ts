import type { GroupSettings } from '../../src/store/database.ts';

/** A disk that takes nothing while it is held, for a database whose commits go there in groups. */
export type HeldDisk = GroupSettings & {
  hold(): void;
  /** Lets what waits go there, and all that comes later. */
  release(): void;
  /** From now on it takes nothing, and says so. */
  breakDown(): void;
  /** How often it was asked to take something. */
  syncs(): number;
  /** What was said about its failing. */
  failures: unknown[];
};

export function heldDisk(): HeldDisk {
  let gate: PromiseWithResolvers<void> | undefined;
  let isBroken = false;
  let syncs = 0;
  const failures: unknown[] = [];
  return {
    failures,
    syncs: () => syncs,
    hold() {
      gate ??= Promise.withResolvers();
    },
    release() {
      gate?.resolve();
      gate = undefined;
    },
    breakDown() {
      isBroken = true;
    },
    failed: (error) => void failures.push(error),
    openLog: async () => ({
      async sync() {
        syncs += 1;
        await gate?.promise;
        if (isBroken) throw new Error('EIO: i/o error, fdatasync');
      },
      close: async () => {},
    }),
  };
}
