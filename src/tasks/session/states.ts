import type { SessionState } from '../../store/tables.ts';

/** States in which a person may still give an answer, as far as time and the backend allow it. */
export const answerable = ['open', 'returned'] as const satisfies readonly SessionState[];

/** Whether a session in this state may still be answered, as far as time and the backend allow it. */
export function isAnswerable(state: string): state is (typeof answerable)[number] {
  return answerable.some((one) => one === state);
}

/** States in which nothing is left to come. */
export const ended = ['done', 'skipped', 'gone'] as const satisfies readonly SessionState[];

/**
 * Everything that changes a session's state: from which states, and to which. Whatever happens to a session in another
 * state changes nothing, because something else was quicker.
 */
export const changes = {
  /** The person sends the answer. */
  send: { from: answerable, to: 'sending' },
  /** The person takes an answer back that has not gone out yet. */
  unsend: { from: ['sending'], to: 'open' },
  /** The backend has the answer. */
  delivered: { from: ['sending'], to: 'done' },
  /** The backend refused the answer for good. */
  refused: { from: ['sending'], to: 'returned' },
  /** The person hands the task back; for a while that can be undone. */
  skip: { from: answerable, to: 'skipping' },
  /** The person takes the skip back. */
  unskip: { from: ['skipping'], to: 'open' },
  /** The backend has the nack. */
  nacked: { from: ['skipping'], to: 'skipped' },
  /** The backend does not know the task any more, and its person had begun. */
  lostBegun: { from: ['open'], to: 'returned' },
  /** The backend does not know the task any more, and nothing was entered. */
  lost: { from: ['open'], to: 'gone' },
  /** Discord never showed the task to its person. */
  unseen: { from: ['open'], to: 'gone' },
  /** The person was told that it is over: time ran out, or the refusal leaves nothing to mend. */
  told: { from: answerable, to: 'gone' },
  /** The stored task cannot be read by this version. */
  unreadable: { from: answerable, to: 'gone' },
} as const satisfies Record<string, { from: readonly SessionState[]; to: SessionState }>;

export type SessionEvent = keyof typeof changes;
