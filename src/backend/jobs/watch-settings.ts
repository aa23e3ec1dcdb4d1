import { type Clock, createRounds, type Rounds } from '../../clock.ts';
import type { Backend } from '../context.ts';
import { withoutTexts } from '../log.ts';

/** How long a change that another process took may stay unknown. */
const EVERY_MS = 1_000;

/** Takes over what owners choose in other processes; what cannot be used is logged, and the settings stay as they are. */
export function watchSettings(
  { db, live, log }: Pick<Backend, 'db' | 'live' | 'log'>,
  clock: Clock,
): Pick<Rounds, 'stop'> {
  const rounds = createRounds({
    clock,
    async look() {
      await live.refresh(db);
    },
    failed: (error) => log.error(withoutTexts(error), 'the settings could not be looked at'),
    nextDue: async (now) => now + EVERY_MS,
  });
  rounds.start();
  return rounds;
}
