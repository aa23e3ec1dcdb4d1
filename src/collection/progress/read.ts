import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { OasstError } from '../../oasst/errors.ts';
import type { Progress } from '../../oasst/progress.ts';
import { remembered } from '../../remembered.ts';

/** How far the collection is; undefined when its backend does not say. */
export type ReadProgress = () => Promise<Progress | undefined>;

/** How long what the backend said is good enough. */
const FRESH_MS = 60_000;

/**
 * Asks the backend at most once a minute, however many ask. A backend without the extension still tells the states of
 * its trees; one that is away, or whose key may not ask, tells nothing.
 */
export function progressReader(
  oasst: Pick<OasstClient, 'progress' | 'treeStates'>,
  clock: Clock,
  log: Logger,
): ReadProgress {
  return remembered(FRESH_MS, clock.now, () => ask(oasst, log));
}

async function ask(
  oasst: Pick<OasstClient, 'progress' | 'treeStates'>,
  log: Logger,
): Promise<Progress | undefined> {
  try {
    const whole = await oasst.progress();
    return whole ?? { goal: 0, trees: await oasst.treeStates(), languages: [], days: [], wanted: {} };
  } catch (error) {
    if (!(error instanceof OasstError)) throw error;
    log.info({ err: error }, 'the backend does not say how far the collection is');
    return undefined;
  }
}
