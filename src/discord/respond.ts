import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { Clock } from '../clock.ts';
import type { Answer, Patience, Place } from './turn.ts';
import type { View } from './view.ts';

export type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/** How long an answer may take before Discord is asked to wait; Discord itself gives up after 3 s. */
export const DEFER_AFTER_MS = 1_500;

/** How long an answer can be edited: a minute less than Discord's 15, for slow networks and clocks. */
export const TOKEN_LIFE_MS = 14 * 60_000;

/** The one response to an interaction, made at once or after asking Discord to wait. */
export type Response = { send(answer: Answer): Promise<Place | undefined> };

/**
 * Starts the wait for an answer: when `send` is not called within 1.5 s, Discord is told to wait (unless `patience` is
 * `never`), and the answer then goes out as an edit. A callback that Discord has already taken is not an error.
 * @throws what discord.js throws when the answer can no longer be shown.
 */
export function respond(interaction: Answerable, patience: Patience, clock: Clock): Response {
  const validUntil = clock.now() + TOKEN_LIFE_MS;
  let deferral: Promise<boolean> | undefined;
  const timer = clock.after(DEFER_AFTER_MS, () => {
    deferral = defer(interaction, patience);
    deferral.catch(() => {}); // looked at in send
  });

  async function send(answer: Answer): Promise<Place | undefined> {
    timer.cancel();
    const waiting = deferral !== undefined && (await deferral);
    if (answer.as === 'form') {
      await openForm(interaction, answer.form, waiting);
      return undefined;
    }
    const messageId = waiting
      ? await fillIn(interaction, answer.as, patience, answer.view)
      : await answerAtOnce(interaction, answer.as, answer.view);
    return { messageId, token: interaction.token, validUntil };
  }
  return { send };
}

/** Asks Discord to wait; true when it does. */
async function defer(interaction: Answerable, patience: Patience): Promise<boolean> {
  if (patience === 'never') return false;
  const update = patience === 'update' && canUpdate(interaction);
  try {
    if (update) await interaction.deferUpdate();
    else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  } catch (error) {
    if (!isAlreadyTaken(error)) throw error; // our own first attempt arrived, its answer did not
  }
  return true;
}

async function openForm(
  interaction: Answerable,
  form: Extract<Answer, { as: 'form' }>['form'],
  waiting: boolean,
) {
  if (waiting || interaction.isModalSubmit())
    throw new TypeError('A form has to be the first answer to a click');
  try {
    await interaction.showModal(form);
  } catch (error) {
    if (!isAlreadyTaken(error)) throw error;
  }
}

async function answerAtOnce(interaction: Answerable, as: 'message' | 'update', view: View): Promise<string> {
  const message = payload(view);
  try {
    const { resource } =
      as === 'update' && canUpdate(interaction)
        ? await interaction.update({ ...message, withResponse: true })
        : await interaction.reply({ ...message, flags: MessageFlags.Ephemeral, withResponse: true });
    if (resource?.message) return resource.message.id;
  } catch (error) {
    if (isTooLate(error)) throw error;
    // taken unseen, or lost on the way: an edit tells which
    return await edit(interaction, view).catch(() => Promise.reject(error));
  }
  return await edit(interaction, view);
}

/** Puts the answer where Discord was told to wait. */
async function fillIn(interaction: Answerable, as: 'message' | 'update', patience: Patience, view: View) {
  // a new message beside a card that was to be updated: the card stays, the message follows
  if (as === 'message' && patience === 'update' && canUpdate(interaction)) {
    const message = await interaction.webhook.send({ ...payload(view), flags: MessageFlags.Ephemeral });
    return message.id;
  }
  return await edit(interaction, view);
}

async function edit(interaction: Answerable, view: View): Promise<string> {
  const message = await interaction.webhook.editMessage('@original', payload(view));
  return message.id;
}

function payload({ content = '', embeds, components }: View) {
  return { content, embeds, components, allowedMentions: { parse: [] } };
}

function canUpdate(
  interaction: Answerable,
): interaction is
  | MessageComponentInteraction
  | (ModalSubmitInteraction & { update: MessageComponentInteraction['update'] }) {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

function isAlreadyTaken(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction;
}
