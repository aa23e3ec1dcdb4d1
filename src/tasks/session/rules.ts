import { codes } from '../../oasst/errors.ts';
import type { OutboxKind } from '../../store/tables.ts';
import { isReadable, type SessionFacts, type StoredSession } from './session.ts';

/** Stands for an OASST error code where an answer was not sent because its author had withdrawn their consent. */
export const NOT_AGREED = -2;

const DAY_MS = 24 * 60 * 60_000;

/** How long what nobody needs any more is still kept, for people who come back late and for looking into faults. */
export const KEEP_MS = 30 * DAY_MS;

/** How long what somebody did with one click can be taken back, in ms: what it sends waits for as long. */
export const UNDO_MS = 10_000;

/** So long before a task ends nothing is held back any more, in ms: what set out too late would be refused. */
const SPARE_MS = 60_000;

/** How long an answer that is given now waits so that it can be taken back, in ms: less, or not at all, near the end of its task. */
export function undoTime(
  { expiresAt }: Pick<SessionFacts, 'expiresAt'>,
  now: number,
  undoMs: number,
): number {
  return Math.max(0, Math.min(undoMs, expiresAt - SPARE_MS - now));
}

/** Whether an answer can still be given or changed: not after it was sent, skipped or refused without remedy. */
export function isActive(session: SessionFacts, now: number): boolean {
  if (now >= session.expiresAt) return false;
  return session.state === 'open' || (session.state === 'returned' && isMendable(session.refusalCode));
}

// Refusals after which the same task takes another answer. Without a code it was the form of the answer (422).
const mendable: readonly (number | null)[] = [
  null,
  codes.textTooLong,
  codes.textTooShort,
  codes.duplicateText,
  codes.textLikeOwn,
  codes.textLikeOthers,
  codes.textBlank,
  codes.invalidRanking,
  codes.labelNotValid,
  codes.labelMissing,
  codes.termsNotAccepted,
  NOT_AGREED,
  codes.userDisabled, // who is let in again can send it
  codes.interactionRequestFailed,
];

function isMendable(code: number | null): boolean {
  return mendable.includes(code);
}

/**
 * How it ends a session that its person was told it is over: by `unreadable` one that only another version could still
 * show, and that the backend is to have back.
 */
export function endingOf(session: StoredSession, now: number): 'told' | 'unreadable' {
  return isActive(session, now) && !isReadable(session) ? 'unreadable' : 'told';
}

/** Whether what became of a call changes what a person should see of its task: an answer's end, or a task that is lost. */
export function isNews({ kind, outcome }: { kind: OutboxKind; outcome: 'sent' | 'refused' }): boolean {
  return kind === 'answer' || (kind === 'ack' && outcome === 'refused');
}
