import type { Clock } from '../../clock.ts';
import type { ReplyHandle } from '../reply.ts';
import type { View } from '../view.ts';
import { patienceFor } from './patience.ts';
import { editMessage, followUp, type Rest } from './rest-channel.ts';
import { retryUntil } from './retry-until.ts';

/** What an interaction's token allows after its answer. */
export type LaterMessages = {
  /** Changes a message that was shown. @throws NotShown */
  edit(at: ReplyHandle, view: View): Promise<void>;
  /** Shows one more message that only its person sees. @throws NotShown */
  add(at: ReplyHandle, view: View): Promise<void>;
};

/** Messages over Discord's REST API, for as long as their token is good; each waits until all that it may rest on is `settled`. */
export function laterMessages(
  rest: Rest,
  application: string,
  { clock, settled }: { clock: Clock; settled: () => Promise<void> },
): LaterMessages {
  return {
    async edit({ token, messageId, validUntil }, view) {
      await settled();
      await retryUntil(patienceFor(clock, validUntil, view), (signal) =>
        editMessage(rest, { application, token }, view, signal, messageId),
      );
    },
    async add({ token, validUntil }, view) {
      await settled();
      await retryUntil(patienceFor(clock, validUntil, view), (signal) =>
        followUp(rest, { application, token }, view, 'private', signal),
      );
    },
  };
}
