import type { LogFile } from './log-file.ts';

/** Commits that have been made and are taken to the disk together, when somebody asks for that. */
export type GroupCommits = {
  /** A commit has been made: it is seen by everybody, and may not be on the disk yet. */
  made(): void;
  /**
   * Resolves when every commit made before is on the disk. Whoever asks while the disk is at work shares the next time with
   * all who ask meanwhile. Rejects for ever once that has failed: what a disk did with what it did not take, nobody knows
   * (https://wiki.postgresql.org/wiki/Fsync_Errors).
   */
  onDisk(): Promise<void>;
  /** Ends it, after the database has been closed. */
  close(): Promise<void>;
};

/** Takes commits to the disk by means of the log they were written to. `failed` is told once. */
export function groupCommits(log: LogFile, failed: (error: unknown) => void): GroupCommits {
  let made = 0;
  let synced = 0;
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    const upTo = made;
    try {
      await log.sync();
    } catch (error) {
      failed(error);
      throw error; // `running` stays, and whoever asks hears of it
    }
    synced = upTo;
    running = undefined;
  }

  return {
    made() {
      made += 1;
    },
    async onDisk() {
      const needed = made;
      while (synced < needed) {
        running ??= round();
        await running;
      }
    },
    close: log.close,
  };
}
