import type { Clock } from '../../clock.ts';
import { endLease, keepLease, type Lease, takeLease } from '../../store/leases.ts';
import type { Db } from '../db.ts';
import { type Pace, Stopped } from '../pace.ts';

/** How long a process may say nothing while it is at a job before another takes it over. */
const SILENT_MS = 5 * 60_000;

export type AloneParts = {
  db: Db;
  clock: Pick<Clock, 'now'>;
  /** This process, among those that share the database. */
  owner: string;
  pace: Pace;
};

/**
 * Does a job unless another process does it, or has done it within `everyMs`. What it is paced by keeps the job for us, and
 * ends it when another process has taken it over.
 */
export async function doAlone(
  { db, clock, owner, pace }: AloneParts,
  { name, everyMs }: { name: string; everyMs: number },
  work: (pace: Pace) => Promise<void>,
): Promise<void> {
  const begun = clock.now();
  const lease = await takeLease(db, { name: `job ${name}`, owner }, begun, begun + SILENT_MS);
  if (!lease) return;
  try {
    await work(keeping(lease));
    await keepLease(db, lease, clock.now() + everyMs);
  } catch (error) {
    await endLease(db, lease).catch(() => {}); // it ends by itself, then
    throw error;
  }

  function keeping(held: Lease): Pace {
    let kept = begun;
    return async () => {
      await pace();
      const now = clock.now();
      if (now - kept < SILENT_MS / 2) return;
      if (!(await keepLease(db, held, now + SILENT_MS))) throw new Stopped();
      kept = now;
    };
  }
}
