import { type APIInteractionResponse, InteractionResponseType } from 'discord-api-types/v10';
import type { Clock } from '../../clock.ts';
import { isUnknownWebhook } from '../calls/not-shown.ts';
import type { ResponseChannel } from '../response-channel.ts';

/** Until when after an interaction Discord may not have read our answer yet, and so not know what an edit is about. */
const READ_WITHIN_MS = 5_000;
/** An answer that goes out later than this may have come too late, and is looked for. */
const SURELY_IN_TIME_MS = 2_000;

export type BodyChannelParts = {
  /** Answers the web request with this. Rejects when it was not handed over to whoever asked. */
  give(body: APIInteractionResponse): Promise<void>;
  /** The message that was clicked, or that opened the modal. */
  carrierId: string | undefined;
  clock: Clock;
};

/**
 * The way back to an interaction that came as a web request: the first answer is the body of the response, all else goes
 * over REST, and so does the first answer when the response could not be handed over.
 */
export function bodyChannel(
  overRest: ResponseChannel,
  { give, carrierId, clock }: BodyChannelParts,
): ResponseChannel {
  const began = clock.now();
  let isGiven = false;

  async function afterAnswer<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (!isUnknownWebhook(error) || clock.now() - began >= READ_WITHIN_MS) throw error;
      throw new Error('Discord does not know of the answer yet', { cause: error });
    }
  }

  return {
    token: overRest.token,
    async respond(body, signal) {
      if (isGiven) return await overRest.respond(body, signal);
      isGiven = true;
      await give(body);
      return isUpdate(body) && clock.now() - began < SURELY_IN_TIME_MS ? carrierId : undefined;
    },
    find: (signal) => afterAnswer(overRest.find(signal)),
    edit: (view, signal) => afterAnswer(overRest.edit(view, signal)),
    remove: (signal) => afterAnswer(overRest.remove(signal)),
    followUp: (view, visibility, signal) => afterAnswer(overRest.followUp(view, visibility, signal)),
  };
}

function isUpdate({ type }: APIInteractionResponse): boolean {
  return type === InteractionResponseType.UpdateMessage;
}
