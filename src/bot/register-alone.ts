import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { endLease, takeLease } from '../store/leases.ts';
import type { Schema } from '../store/schema.ts';

/** How long one process may be at it before another does it. */
const REGISTER_WITHIN_MS = 60_000;

export type RegisterParts = {
  db: Kysely<Schema>;
  /** This process, among those that share the database. */
  owner: string;
  clock: Clock;
  log: Logger;
  /** Makes the commands known, if they are not yet. */
  register(): Promise<string>;
};

export type Registering = {
  outcome: string;
  /** Ends waiting for another process. */
  stop(): void;
};

/**
 * Makes the commands known, unless another process is at it just now; then it is looked at once more when that one has had its
 * time, because it may have died over it.
 * @throws what `register` throws
 */
export async function registerAlone({
  db,
  owner,
  clock,
  log,
  register,
}: RegisterParts): Promise<Registering> {
  let timer: { cancel(): void } | undefined;
  let isStopped = false;
  const isDone = async () => {
    const now = clock.now();
    const lease = await takeLease(db, { name: 'commands', owner }, now, now + REGISTER_WITHIN_MS);
    if (!lease) return undefined;
    return await register().finally(() => endLease(db, lease));
  };
  const again = () => {
    if (isStopped) return;
    timer = clock.after(REGISTER_WITHIN_MS, () => {
      isDone().then(
        (outcome) =>
          outcome === undefined ? again() : log.info({ commands: outcome }, 'looked at the commands'),
        (error) => log.error({ err: error }, 'the commands could not be made known'),
      );
    });
  };
  const outcome = await isDone();
  if (outcome === undefined) again();
  const stop = () => {
    isStopped = true;
    timer?.cancel();
  };
  return { outcome: outcome ?? 'left to another process', stop };
}
