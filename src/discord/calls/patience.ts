import type { Clock } from '../../clock.ts';
import type { View } from '../view.ts';
import type { RetryLimits } from './retry-until.ts';

/** How long a message that Discord has is tried to be changed, and how long one attempt may hang. */
const EDIT = { ms: 60_000, attemptMs: 2_500 };
/** The same for what carries files. */
const UPLOAD = { ms: 3 * 60_000, attemptMs: 45_000 };

/** How long to go on with a call that nobody's three seconds depend on; never past `validUntil`, epoch ms. */
export function patienceFor(
  clock: Clock,
  validUntil: number,
  { files = [] }: Partial<View> = {},
): RetryLimits {
  const { ms, attemptMs } = files.length > 0 ? UPLOAD : EDIT;
  return { clock, until: Math.min(validUntil, clock.now() + ms), attemptMs };
}
