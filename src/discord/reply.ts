import type { Modal, View } from './view.ts';

/** Where a reply ended up, and until when it can be edited without a new click. */
export type ReplyHandle = { messageId: string; token: string; validUntil: number };

/**
 * What the person gets: a new message, the clicked message changed, or a modal. A message is for them alone unless it is
 * `public`. `clicked` is what the clicked message becomes when a new one takes its place. `shown` runs after Discord has taken it, and can ask
 * whether its person has done something more with the message since; `unseen` when it certainly has not and will not.
 * `kept` resolves when all that it says is kept for good; left out where that may be anything that was done before.
 */
export type Reply =
  | ((
      | { as: 'message'; view: View; visibility?: 'private' | 'public'; clicked?: View }
      | { as: 'update'; view: View; visibility?: never; clicked?: never }
    ) & {
      shown?: (handle: ReplyHandle, isOvertaken: () => boolean) => Promise<void>;
      unseen?: () => Promise<void>;
      kept?: Promise<void> | undefined;
    })
  | { as: 'modal'; modal: Modal };

/**
 * How to keep Discord waiting when a reply takes long: with the promise of a message, private or public, or silently
 * until the clicked message changes; `never` for what may open a modal.
 */
export type DeferMode = 'message' | 'public' | 'update' | 'never';
