import type {
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import { callback, editMessage, followUp, messageBody } from './calls/calls.ts';
import { meaningOf, NotShown } from './calls/not-shown.ts';
import { persist } from './calls/persist.ts';
import type { Answer, Patience, Place } from './turn.ts';
import type { Form, View } from './view.ts';

export type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/** How long an answer may take before Discord is asked to wait; Discord itself gives up after 3 s. */
export const DEFER_AFTER_MS = 1_500;

/** How long an answer can be edited: a minute less than Discord's 15, for slow networks and clocks. */
export const TOKEN_LIFE_MS = 14 * 60_000;

/** Until when a callback is tried: what sets out later arrives after Discord's 3 s. */
const CALLBACK_MS = 2_900;
/** How long one attempt at a callback may hang, so that there is time for another. */
const CALLBACK_ATTEMPT_MS = 1_000;
/** How long an answer that Discord waits for, or a change of it, is tried. */
export const EDIT_MS = 60_000;
export const EDIT_ATTEMPT_MS = 2_500;

/** The one response to an interaction, made at once or after asking Discord to wait. */
export type Response = {
  /**
   * Shows the answer. After a NotShown that means `refused` another may be sent.
   * @throws NotShown
   */
  send(answer: Answer): Promise<Place | undefined>;
};

/**
 * Starts the wait for an answer: when `send` is not called within 1.5 s, Discord is told to wait (unless `patience` is
 * `never`), and the answer then goes out as an edit. Calls are repeated while that can help, and never after Discord
 * has said that the interaction is over.
 */
export function respond(interaction: Answerable, patience: Patience, clock: Clock): Response {
  const { rest } = interaction.client;
  const received = clock.now();
  const validUntil = received + TOKEN_LIFE_MS;
  let over: NotShown | undefined;
  let deferral: Promise<boolean> | undefined;
  const timer = clock.after(DEFER_AFTER_MS, () => {
    if (patience === 'never') return;
    deferral = defer(patience);
    deferral.catch(() => {}); // looked at in send
  });

  function call(body: APIInteractionResponse): Promise<string | undefined> {
    const limits = { clock, until: received + CALLBACK_MS, attemptMs: CALLBACK_ATTEMPT_MS };
    return persist(limits, (signal) => callback(rest, interaction, body, signal));
  }

  function later(work: (signal: AbortSignal) => Promise<string>): Promise<string> {
    const until = Math.min(validUntil, clock.now() + EDIT_MS);
    return persist({ clock, until, attemptMs: EDIT_ATTEMPT_MS }, work);
  }

  /** Asks Discord to wait; true when it does, or may. */
  async function defer(as: 'message' | 'update'): Promise<boolean> {
    try {
      await call(as === 'update' && canUpdate(interaction) ? deferredUpdate : deferredMessage);
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'gone') return await defer('message');
      if (meaning !== 'taken' && meaning !== 'unknown') throw error;
    }
    return true;
  }

  async function openForm(form: Form, waiting: boolean) {
    if (waiting || interaction.isModalSubmit())
      throw new TypeError('A form has to be the first answer to a click');
    await call({ type: InteractionResponseType.Modal, data: form }).catch((error: unknown) => {
      if (meaningOf(error) !== 'taken') throw error;
    });
  }

  async function answerAtOnce(as: 'message' | 'update', view: View): Promise<string> {
    const update = as === 'update' && canUpdate(interaction);
    try {
      const id = await call(update ? updated(view) : newMessage(view));
      if (id !== undefined) return id;
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'gone' && update) return await answerAtOnce('message', view);
      // taken unseen, or lost on the way: an edit tells which
      if (meaning !== 'taken' && meaning !== 'unknown') throw error;
    }
    return await edit(view);
  }

  /** Puts the answer where Discord was told to wait. */
  async function fillIn(as: 'message' | 'update', view: View): Promise<string> {
    // a new message beside a card that was to be updated: the card stays, the message follows
    if (as === 'message' && patience === 'update' && canUpdate(interaction)) return await follow(view);
    return await edit(view);
  }

  async function edit(view: View): Promise<string> {
    try {
      return await later((signal) => editMessage(rest, interaction, view, signal));
    } catch (error) {
      if (meaningOf(error) !== 'gone') throw error;
      return await follow(view); // its person has dismissed it
    }
  }

  /** In doubt it is shown twice rather than not at all. */
  async function follow(view: View): Promise<string> {
    return await later((signal) => followUp(rest, interaction, view, signal));
  }

  async function show(answer: Answer): Promise<Place | undefined> {
    timer.cancel();
    const waiting = deferral !== undefined && (await deferral);
    if (answer.as === 'form') {
      await openForm(answer.form, waiting);
      return undefined;
    }
    const messageId = await (waiting ? fillIn : answerAtOnce)(answer.as, answer.view);
    return { messageId, token: interaction.token, validUntil };
  }

  return {
    async send(answer) {
      if (over) throw over;
      try {
        return await show(answer);
      } catch (error) {
        if (error instanceof NotShown && error.meaning === 'over') over = error;
        throw error;
      }
    },
  };
}

const deferredUpdate: APIInteractionResponse = { type: InteractionResponseType.DeferredMessageUpdate };
const deferredMessage: APIInteractionResponse = {
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: { flags: MessageFlags.Ephemeral },
};

function updated(view: View): APIInteractionResponse {
  return { type: InteractionResponseType.UpdateMessage, data: messageBody(view) };
}

function newMessage(view: View): APIInteractionResponse {
  const data = { ...messageBody(view), flags: MessageFlags.Ephemeral };
  return { type: InteractionResponseType.ChannelMessageWithSource, data };
}

function canUpdate(interaction: Answerable): boolean {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}
