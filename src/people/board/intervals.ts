import type { Clock } from '../../clock.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { ifOffered } from '../../oasst/offered.ts';
import type { StatsIntervals } from '../../oasst/stats.ts';
import { whereUnderstood } from '../../oasst/understood.ts';
import { remembered } from '../../remembered.ts';

/** How often scores are counted anew; undefined where the backend does not say just now. */
export type ReadIntervals = () => Promise<StatsIntervals | undefined>;

/** How long what the backend said is good enough: whoever runs it hardly ever changes that. */
const FRESH_MS = 60 * 60_000;

/** Asks the backend at most once an hour, however many ask. It is only something to be said besides, so nothing fails for it. */
export function intervalsReader(
  oasst: Pick<OasstClient, 'statsIntervals'>,
  clock: Pick<Clock, 'now'>,
): ReadIntervals {
  const read = remembered(FRESH_MS, clock.now, () =>
    whereUnderstood(ifOffered(() => oasst.statsIntervals())),
  );
  return () => read().catch(() => undefined);
}
