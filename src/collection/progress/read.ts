import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { mayNot, OasstError } from '../../oasst/errors.ts';
import type { Progress } from '../../oasst/progress.ts';
import { remembered } from '../../remembered.ts';

/** How far the collection is; or why nobody knows: its backend does not say just now, or not to the bot's key. */
export type KnownProgress = { progress: Progress } | { progress: undefined; why: 'unknown' | 'key_may_not' };

/** How far the collection is, as its backend says. Rejects for nothing that a backend answers. */
export type ReadProgress = () => Promise<KnownProgress>;

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

async function ask(oasst: Pick<OasstClient, 'progress' | 'treeStates'>, log: Logger): Promise<KnownProgress> {
  try {
    const whole = await oasst.progress();
    if (whole) return { progress: whole };
    const trees = await oasst.treeStates();
    return { progress: { goal: 0, trees, languages: [], days: [], wanted: {} } };
  } catch (error) {
    if (!(error instanceof OasstError)) throw error;
    log.info({ err: error }, 'the backend does not say how far the collection is');
    return { progress: undefined, why: mayNot(error) ? 'key_may_not' : 'unknown' };
  }
}
