import {
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import { within } from '../clock.ts';
import type { Action } from './action.ts';
import { type AnsweringParts, createAnswering, type Job } from './answering.ts';
import { type Audience, type Authorize, audienceOf } from './audience.ts';
import type { Command } from './command.ts';
import { readCustomId } from './custom-id.ts';
import type { InteractionBase } from './interaction.ts';
import { type ActionPayload, actionOf, commandOf, messageOf } from './interaction-of.ts';
import type { Reply } from './reply.ts';
import type { ResponseChannel } from './response-channel.ts';
import { suggest } from './suggest.ts';

export type RouterParts<Context> = AnsweringParts & {
  commands: readonly Command<Context>[];
  actions: readonly Action<Context>[];
  context: Context;
  authorize: Authorize;
  /**
   * Takes an interaction for this process, where others hear of the same ones: false when another has it. Left out where there
   * are no others.
   */
  isOurs?: ((interactionId: string) => Promise<boolean>) | undefined;
};

/** How long it may take to find out who has an interaction: it is answered twice rather than not at all. */
const TAKEN_WITHIN_MS = 500;

export type Router = {
  /** Answers one interaction, as Discord sends it, through the channel its door gives along; never rejects. */
  handle(interaction: APIInteraction, channel: ResponseChannel): Promise<void>;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
};

/** Finds who answers an interaction, and has it answered. */
export function createRouter<Context>(parts: RouterParts<Context>): Router {
  const { context, clock } = parts;
  const commands = new Map(parts.commands.map((command) => [command.data.name, command]));
  const actions = new Map(parts.actions.map((action) => [action.name, action]));
  const running = new Set<Promise<void>>();
  const answer = createAnswering(parts);

  async function route(raw: APIInteraction, channel: ResponseChannel): Promise<void> {
    if (raw.type === InteractionType.ApplicationCommandAutocomplete) {
      await suggest(raw, channel, commands.get(raw.data.name), parts).catch((error) => {
        parts.log.debug({ err: error }, 'suggestions failed or came too late');
      });
    } else if (parts.isOurs && !(await isForUs(raw.id, parts.isOurs))) {
      parts.log.debug({ interaction: raw.id }, 'an interaction that another process has');
    } else if (raw.type === InteractionType.ApplicationCommand && isChatInput(raw)) {
      await answer(commandJob(raw, channel));
    } else if (raw.type === InteractionType.MessageComponent || raw.type === InteractionType.ModalSubmit) {
      await answer(actionJob(raw, channel));
    } else {
      parts.log.debug({ type: raw.type }, 'an interaction nobody answers');
    }
  }

  async function isForUs(
    interactionId: string,
    isOurs: (interactionId: string) => Promise<boolean>,
  ): Promise<boolean> {
    try {
      return (await within(clock, TAKEN_WITHIN_MS, isOurs(interactionId))) ?? true;
    } catch (error) {
      parts.log.warn({ err: error, interaction: interactionId }, 'nobody knows who has an interaction');
      return true;
    }
  }

  function commandJob(raw: APIChatInputApplicationCommandInteraction, channel: ResponseChannel): Job {
    const command = commands.get(raw.data.name);
    const interaction = commandOf(raw);
    const audience = command && audienceOf(command.for, interaction.subcommand);
    return {
      name: raw.data.name,
      interaction,
      audience,
      target: { channel, canUpdate: false, canOpenModal: true },
      message: raw.id,
      deferMode: command?.deferMode ?? 'message',
      run: () =>
        command && audience && permitted(audience, interaction, () => command.run(interaction, context)),
    };
  }

  function actionJob(raw: ActionPayload, channel: ResponseChannel): Job {
    const id = readCustomId(raw.data.custom_id);
    const named = actions.get(id?.action ?? '');
    const action = id && named?.isSubject(id.subject) ? named : undefined;
    const interaction = actionOf(raw, id);
    const isModal = raw.type === InteractionType.ModalSubmit;
    return {
      name: action?.name ?? 'unknown',
      interaction,
      audience: action?.for,
      target: { channel, canUpdate: raw.message !== undefined, canOpenModal: !isModal },
      message: messageOf(raw),
      deferMode: action?.deferMode ?? 'never',
      run: () => action && permitted(action.for, interaction, () => action.run(interaction, context)),
    };
  }

  async function permitted(
    audience: Audience,
    interaction: InteractionBase,
    run: () => Promise<Reply>,
  ): Promise<Reply> {
    await parts.authorize(audience, interaction);
    return await run();
  }

  return {
    async handle(interaction, channel) {
      const work = route(interaction, channel).catch((error) => {
        parts.log.error({ err: error, interaction: interaction.id }, 'an interaction failed');
      });
      running.add(work);
      await work;
      running.delete(work);
    },
    async idle() {
      await Promise.all(running);
    },
  };
}

function isChatInput(
  raw: APIApplicationCommandInteraction,
): raw is APIChatInputApplicationCommandInteraction {
  return raw.data.type === ApplicationCommandType.ChatInput;
}
