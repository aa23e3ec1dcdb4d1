import { backoff, LONGEST_PAUSE_MS } from '../../backoff.ts';
import {
  codes,
  InvalidRequest,
  NotUnderstood,
  OasstError,
  TooManyRequests,
  Unreachable,
} from '../../oasst/errors.ts';
import type { Verdict } from '../../store/outbox-delivery.ts';
import type { OutboxKind } from '../../store/tables.ts';

/** Stands for an OASST error code where an answer was given up without any refusal. */
export const UNDELIVERED = -1;

/**
 * Decides what a failed attempt means. `attempts` counts this one. "Already done" after an earlier attempt of ours
 * means that the earlier one arrived; an outage, a limiter or a wrong key means later; a refusal with a reason is final.
 */
export function verdictOn(
  error: unknown,
  { kind, attempts }: { kind: OutboxKind; attempts: number },
  random: () => number,
): Verdict {
  const waitMs = backoff(attempts, random);
  if (!(error instanceof OasstError)) return { is: 'later', waitMs, error };
  if (error instanceof TooManyRequests) {
    const asked = Math.min((error.retryAfter ?? 0) * 1_000, LONGEST_PAUSE_MS);
    return { is: 'later', waitMs: Math.max(waitMs, asked), error };
  }
  if (error.code === codes.taskAlreadyDone && (attempts > 1 || kind !== 'answer')) return { is: 'sent' };
  if (error instanceof InvalidRequest) return { is: 'refused', error };
  if (isPassing(error)) return { is: 'later', waitMs, error };
  return { is: 'refused', error };
}

/** Whether the same call may well succeed another time. */
function isPassing(error: OasstError): boolean {
  if (error instanceof Unreachable || error instanceof NotUnderstood) return true;
  if (error.code === codes.userDisabled) return false; // a 503, but not a passing one
  if (error.code === codes.brokenConversation) return false; // likewise a 500
  const { status = 0 } = error;
  // a wrong key or address is ours to mend, and must not cost anybody an answer
  const ours = status === 401 || status === 403 || status === 408 || status === 425;
  return (
    status >= 500 || ours || (error.code === undefined && (status < 400 || status === 404 || status === 405))
  );
}
