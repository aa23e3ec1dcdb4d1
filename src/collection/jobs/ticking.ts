import type { Clock } from '../../clock.ts';
import type { Job } from '../../store/jobs.ts';
import { Ended } from './ended.ts';
import type { Said } from './said.ts';

/** How often a job's row says that it is alive, and its message how far it is. */
const TICK_MS = 3_000;

export type TickingParts = {
  clock: Clock;
  /** How far the job is now. */
  said(): Said;
  /** Keeps the row; as it is then, undefined when it is not ours any more. */
  keep(said: Said): Promise<Job | undefined>;
  show(job: Job, said: Said): Promise<unknown>;
  end(why: Ended): void;
  failed(error: unknown): void;
};

/** Says every few seconds that a job is alive and, when that is new, how far it is; hears whether it is to end. */
export function keepTicking({ clock, said, keep, show, end, failed }: TickingParts): {
  /** Resolves when nothing is being said any more. */
  stop(): Promise<void>;
} {
  let shown = said();
  let timer = clock.after(TICK_MS, begin);
  let tick: Promise<void> = Promise.resolve();
  let isOver = false;

  function begin() {
    tick = beat()
      .catch(failed)
      .then(() => {
        if (!isOver) timer = clock.after(TICK_MS, begin);
      });
  }

  async function beat() {
    const now = said();
    const row = await keep(now);
    if (!row) return end(new Ended('lost'));
    if (row.stopping === 1) return end(new Ended('stopped'));
    if (now === shown) return;
    shown = now;
    await show(row, now);
  }

  return {
    async stop() {
      isOver = true;
      timer.cancel();
      await tick;
    },
  };
}
