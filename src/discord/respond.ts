import { type APIInteractionResponse, InteractionResponseType } from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import { type Deferral, deferrals, newMessage, updated } from './calls/callback-bodies.ts';
import { mayBeThere, meaningOf, NotShown } from './calls/not-shown.ts';
import { patienceFor } from './calls/patience.ts';
import { retryUntil } from './calls/retry-until.ts';
import type { DeferMode, Reply, ReplyHandle } from './reply.ts';
import type { ResponseChannel } from './response-channel.ts';
import type { Modal, View } from './view.ts';

/** How long a reply may take before Discord is asked to wait; Discord itself gives up after 3 s. */
const DEFER_AFTER_MS = 1_500;
/** How long its turn may be in coming before Discord is asked to wait: then there is a crowd, and each of it has to be asked. */
const TURN_WITHIN_MS = 500;

/** How long a reply can be edited: a minute less than Discord's 15, for slow networks and clocks. */
const TOKEN_LIFE_MS = 14 * 60_000;

/** Until when a callback is tried: what sets out later arrives after Discord's 3 s. */
const CALLBACK_MS = 2_900;
/** How long one attempt at a callback may hang, so that there is time for another. */
const CALLBACK_ATTEMPT_MS = 1_400;
/** What is to be responded to: the way back, and what Discord allows there. */
export type Respondable = {
  channel: ResponseChannel;
  /** Whether there is a message that was clicked, or that opened the modal. */
  canUpdate: boolean;
  canOpenModal: boolean;
  /** Whether its person has meanwhile gone on from what is shown in response. */
  isOvertaken(): boolean;
};

/** The one response to an interaction, made at once or after asking Discord to wait. */
type Response = {
  /** Asks Discord to wait now, where that is possible: the reply will be long in coming. */
  askToWait(): void;
  /** Work on the reply begins. */
  begin(): void;
  /** After how long Discord had a first answer; undefined as long as it has none. */
  firstMs(): number | undefined;
  /**
   * Shows the reply. After a NotShown that means `refused` another may be sent.
   * @throws NotShown
   */
  send(reply: Reply): Promise<ReplyHandle | undefined>;
};

/**
 * Starts the wait for a reply: when `begin` is not called within half a second, or `send` within 1.5 s, Discord is told to
 * wait (unless `deferMode` is `never`), and the reply then goes out as an edit. So does one with files, which take longer than Discord waits. Calls
 * are repeated while that can help, and never after Discord has said that the interaction is over.
 */
export function respond(
  { channel, canUpdate, canOpenModal, isOvertaken }: Respondable,
  deferMode: DeferMode,
  clock: Clock,
): Response {
  const received = clock.now();
  const validUntil = received + TOKEN_LIFE_MS;
  let over: NotShown | undefined;
  let firstMs: number | undefined;
  let deferral: Promise<Deferral> | undefined;
  let timer = clock.after(TURN_WITHIN_MS, askToWait);

  function askToWait() {
    timer.cancel();
    if (deferMode !== 'never' && deferral === undefined)
      deferNow(deferMode === 'message' ? 'private' : deferMode);
  }

  async function call(body: APIInteractionResponse): Promise<string | undefined> {
    const limits = { clock, until: received + CALLBACK_MS, attemptMs: CALLBACK_ATTEMPT_MS };
    const id = await retryUntil(limits, (signal) => channel.respond(body, signal));
    firstMs ??= clock.now() - received;
    return id;
  }

  function later<T>(work: (signal: AbortSignal) => Promise<T>, view?: Partial<View>): Promise<T> {
    return retryUntil(patienceFor(clock, validUntil, view), work);
  }

  function deferNow(as: Deferral) {
    deferral = defer(as);
    deferral.catch(() => {}); // looked at in send
  }

  /** Asks Discord to wait; tells for what it does, or may. */
  async function defer(as: Deferral): Promise<Deferral> {
    const wanted = as === 'update' && !canUpdate ? 'private' : as;
    try {
      await call(deferrals[wanted]);
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'gone') return await defer('private');
      if (!mayBeThere(meaning)) throw error;
    }
    return wanted;
  }

  async function openModal(modal: Modal, waiting: boolean) {
    if (waiting || !canOpenModal) throw new TypeError('A form has to be the first answer to a click');
    await call({ type: InteractionResponseType.Modal, data: modal }).catch((error: unknown) => {
      const meaning = meaningOf(error);
      if (meaning !== 'taken' && meaning !== 'arrived') throw error;
    });
  }

  /** Its id is undefined only where the door does not tell it and nobody `isAwaited` who needs it. */
  async function replyAtOnce(as: Deferral, view: View, isAwaited: boolean): Promise<string | undefined> {
    const wanted = as === 'update' && !canUpdate ? 'private' : as;
    try {
      const id = await call(wanted === 'update' ? updated(view) : newMessage(view, wanted));
      if (id !== undefined || !isAwaited) return id;
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'gone' && wanted === 'update') return await replyAtOnce('private', view, isAwaited);
      if (!mayBeThere(meaning)) throw error;
      if (meaning === 'taken') return await edit(as, view); // by somebody else
      // no edit: where it has arrived its person may have gone on from it, and would be taken back
      if (meaning === 'arrived' && !isAwaited) return undefined;
    }
    return await find(as, view);
  }

  /** The message that shows the reply, which shows as well that Discord has taken it. */
  async function find(as: Deferral, view: View): Promise<string> {
    try {
      return await later((signal) => channel.find(signal));
    } catch (error) {
      if (meaningOf(error) !== 'gone') throw error;
      return await follow(as, view); // its person has dismissed it
    }
  }

  /** Puts the reply where Discord was told to wait. */
  async function fillIn(as: Deferral, view: View, waiting: Deferral): Promise<string> {
    if (as === 'update' || as === waiting) return await edit(as, view);
    // a new message beside a card that was to be updated: the card stays, the message follows
    if (waiting !== 'update') await removePlaceholder();
    return await follow(as, view);
  }

  /** Others see it or do not, as it was announced, for good: a reply for other eyes needs another message. */
  async function removePlaceholder() {
    await later((signal) => channel.remove(signal)).catch((error: unknown) => {
      if (meaningOf(error) !== 'gone') throw error;
    });
  }

  async function edit(as: Deferral, view: View): Promise<string> {
    let isAgain = false;
    const change = async (signal: AbortSignal) => {
      // it has arrived, or nobody could go on from it; a second time it would take the newer answer back
      if (isAgain && isOvertaken()) return await channel.find(signal);
      isAgain = true;
      return await channel.edit(view, signal);
    };
    try {
      return await later(change, view);
    } catch (error) {
      if (meaningOf(error) !== 'gone') throw error;
      return await follow(as, view); // its person has dismissed it
    }
  }

  /** In doubt it is shown twice rather than not at all. */
  async function follow(as: Deferral, view: View): Promise<string> {
    const visibility = as === 'public' ? 'public' : 'private';
    return await later((signal) => channel.followUp(view, visibility, signal), view);
  }

  /** Changes the clicked message, and shows another one below. The change may be lost, the new message may not. */
  async function moveOn(
    as: Deferral,
    view: View,
    clicked: View,
    waiting: Deferral | undefined,
  ): Promise<string> {
    let isChanged = false;
    if (waiting === undefined) {
      try {
        await call(updated(clicked));
        isChanged = true;
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning === 'gone') return (await replyAtOnce(as, view, true)) ?? (await find(as, view));
        if (!mayBeThere(meaning)) throw error;
        isChanged = meaning === 'arrived';
      }
    }
    if (!isChanged) {
      await later((signal) => channel.edit(clicked, signal)).catch((error: unknown) => {
        if (meaningOf(error) !== 'gone') throw error;
      });
    }
    return await follow(as, view);
  }

  async function show(reply: Reply): Promise<ReplyHandle | undefined> {
    timer.cancel();
    const as = reply.as === 'message' ? (reply.visibility ?? 'private') : 'update';
    if (reply.as !== 'modal' && reply.view.files?.length && deferral === undefined) deferNow(as);
    const waiting = await deferral;
    if (reply.as === 'modal') {
      await openModal(reply.modal, waiting !== undefined);
      return undefined;
    }
    const { view, clicked } = reply;
    if (clicked && canUpdate && (waiting === undefined || waiting === 'update')) {
      return { messageId: await moveOn(as, view, clicked, waiting), token: channel.token, validUntil };
    }
    const isAwaited = reply.shown !== undefined || reply.unseen !== undefined;
    const messageId = await (waiting ? fillIn(as, view, waiting) : replyAtOnce(as, view, isAwaited));
    return messageId === undefined ? undefined : { messageId, token: channel.token, validUntil };
  }

  return {
    askToWait,
    begin() {
      timer.cancel();
      if (deferral) return;
      if (clock.now() - received >= TURN_WITHIN_MS) askToWait();
      else timer = clock.after(received + DEFER_AFTER_MS - clock.now(), askToWait);
    },
    firstMs: () => firstMs,
    async send(reply) {
      if (over) throw over;
      try {
        return await show(reply);
      } catch (error) {
        if (error instanceof NotShown && error.meaning === 'over') over = error;
        throw error;
      }
    },
  };
}
