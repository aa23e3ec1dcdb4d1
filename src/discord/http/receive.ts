import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { bytesWithin } from '../../request-bytes.ts';
import { type Rest, restChannel } from '../calls/rest-channel.ts';
import type { Router } from '../router.ts';
import type { IsNew } from '../seen.ts';
import { bodyChannel } from './body-channel.ts';
import { type IsSigned, looksSigned } from './signature.ts';

/** The most a request may hold. A form's texts and the message it belongs to stay far below. */
const MOST_BYTES = 512 * 1024;
/** How far a request's timestamp may be from our clock, in ms. */
export const FRESH_MS = 60_000;
/** After this Discord takes no first answer any more. */
const ANSWER_MS = 3_000;

const Interaction = z.looseObject({
  id: z.string().regex(/^\d{1,20}$/),
  application_id: z.string(),
  type: z.int(),
  token: z.string(),
  message: z.looseObject({ id: z.string() }).optional(),
});

/** Why a request was turned away; `closed` is our own doing. */
export type TurnedAway = 'unsigned' | 'stale' | 'too_large' | 'malformed' | 'closed';

export type ReceiveParts = {
  isSigned: IsSigned;
  isNew: IsNew;
  /** Who answers just now; undefined when nobody does. */
  router(): Pick<Router, 'handle'> | undefined;
  rest: Rest;
  clock: Clock;
  turnedAway(why: TurnedAway): void;
};

/**
 * Answers a web request of Discord's. `isHandedOver` tells, once that is known, whether the response went out to whoever
 * asked.
 */
export type Receive = (request: Request, isHandedOver: Promise<boolean>) => Promise<Response>;

const statuses: Readonly<Record<TurnedAway, number>> = {
  unsigned: 401,
  stale: 401,
  too_large: 413,
  malformed: 400,
  closed: 503,
};

/**
 * Takes interactions as Discord's signed webhook. What is not signed by Discord, or was signed long ago, is refused: for
 * most strangers before anything of their body is read. One that comes again is not answered again.
 */
export function receiver({ isSigned, isNew, router, rest, clock, turnedAway }: ReceiveParts): Receive {
  function turnAway(why: TurnedAway): Response {
    turnedAway(why);
    return Response.json({ error: why }, { status: statuses[why] });
  }

  return async (request, isHandedOver) => {
    const signature = request.headers.get('x-signature-ed25519') ?? '';
    const timestamp = request.headers.get('x-signature-timestamp') ?? '';
    if (!looksSigned(signature)) return turnAway('unsigned');
    if (!isFresh(timestamp, clock.now())) return turnAway('stale');
    const body = await bytesWithin(request, MOST_BYTES);
    if (!body) return turnAway('too_large');
    if (!(await isSigned(signature, timestamp, body))) return turnAway('unsigned');
    const interaction = interactionIn(body);
    if (!interaction) return turnAway('malformed');
    if (interaction.type === InteractionType.Ping)
      return Response.json({ type: InteractionResponseType.Pong });
    const answering = router();
    if (!answering) return turnAway('closed');
    if (!(await isNew(interaction.id))) return answeredElsewhere();
    return await answerOf(interaction, answering, isHandedOver);
  };

  /** The first answer, or the word that there is none to read here. */
  async function answerOf(
    interaction: Known,
    answering: Pick<Router, 'handle'>,
    isHandedOver: Promise<boolean>,
  ): Promise<Response> {
    const { promise, resolve } = Promise.withResolvers<Response>();
    let isOver = false;
    const end = () => {
      isOver = true;
      resolve(answeredElsewhere());
    };
    const channel = bodyChannel(restChannel(rest, interaction), {
      clock,
      carrierId: interaction.message?.id,
      async give(body: APIInteractionResponse) {
        if (isOver) throw new Error('The time for an answer is over');
        resolve(Response.json(body));
        if (!(await isHandedOver)) throw new Error('Discord has gone before the answer went out');
      },
    });
    const timer = clock.after(ANSWER_MS, end);
    void answering.handle(interaction, channel).then(end);
    const response = await promise;
    timer.cancel();
    return response;
  }
}

type Known = z.infer<typeof Interaction> & APIInteraction;

/** The interaction as Discord sent it; undefined when it is none. What each kind of it holds is Discord's word. */
function interactionIn(body: Buffer): Known | undefined {
  const { data } = z.safeParse(Interaction, json(body));
  return data as Known | undefined;
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Seconds since 1970, as Discord sends them. */
function isFresh(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - now) <= FRESH_MS;
}

function answeredElsewhere(): Response {
  return new Response(null, { status: 202 });
}
