import {
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { type Clock, within } from '../clock.ts';
import type { Action } from './action.ts';
import { type Audience, audienceOf } from './audience.ts';
import { isCertainlyUnseen, meaningOf } from './calls/not-shown.ts';
import type { Command } from './command.ts';
import { readCustomId } from './custom-id.ts';
import type { Actor, InteractionBase } from './interaction.ts';
import { type ActionPayload, actionOf, commandOf } from './interaction-of.ts';
import type { DeferMode, Reply } from './reply.ts';
import { type Respondable, respond } from './respond.ts';
import type { ResponseChannel } from './response-channel.ts';
import { suggest } from './suggest.ts';
import { createTurns } from './turns.ts';

/** What the router tells others about its work, for metrics. */
export type Observer = {
  answered(what: {
    name: string;
    /** Until the whole answer was shown, and until Discord had a first one; undefined when it never had. */
    ms: number;
    firstMs: number | undefined;
    outcome: 'answered' | 'refused' | 'failed' | 'unseen';
  }): void;
};

export type RouterParts<Context> = {
  commands: readonly Command<Context>[];
  actions: readonly Action<Context>[];
  context: Context;
  /** Whether the actor is one of those whom something is for, at this moment. @throws what `explain` puts into words */
  authorize(audience: Audience, interaction: InteractionBase): Promise<void>;
  /** Turns anything that was thrown into words; `expected` when nobody has to look into it. */
  explain(
    error: unknown,
    interaction: InteractionBase,
    reference: string,
  ): { reply: Reply; expected: boolean };
  /** What to say to a control or command this version does not know. */
  outdated(actor: Actor): Reply;
  /**
   * Takes an interaction for this process, where others hear of the same ones: false when another has it. Left out where there
   * are no others.
   */
  isOurs?: ((interactionId: string) => Promise<boolean>) | undefined;
  /** Resolves when all that was done before is kept for good: only then may a reply say so. */
  settled(): Promise<void>;
  observer: Observer;
  log: Logger;
  clock: Clock;
};

/** How long it may take to find out who has an interaction: it is answered twice rather than not at all. */
const TAKEN_WITHIN_MS = 500;

export type Router = {
  /** Answers one interaction, as Discord sends it, through the channel its door gives along; never rejects. */
  handle(interaction: APIInteraction, channel: ResponseChannel): Promise<void>;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
};

/** What is to be done about an interaction, and by whom. */
type Job = {
  name: string;
  interaction: InteractionBase;
  target: Respondable;
  deferMode: DeferMode;
  /** The reply; undefined from nobody. */
  run(): Promise<Reply> | undefined;
};

/** Finds who answers an interaction, keeps Discord waiting when needed, and puts every error into words. */
export function createRouter<Context>(parts: RouterParts<Context>): Router {
  const { context, clock } = parts;
  const commands = new Map(parts.commands.map((command) => [command.data.name, command]));
  const actions = new Map(parts.actions.map((action) => [action.name, action]));
  const running = new Set<Promise<void>>();
  const turns = createTurns();

  async function route(raw: APIInteraction, channel: ResponseChannel): Promise<void> {
    if (raw.type === InteractionType.ApplicationCommandAutocomplete) {
      await suggest(raw, channel, commands.get(raw.data.name), context).catch((error) => {
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
    return {
      name: raw.data.name,
      interaction,
      target: { channel, canUpdate: false, canOpenModal: true },
      deferMode: command?.deferMode ?? 'message',
      run: () =>
        command &&
        permitted(audienceOf(command.for, interaction.subcommand), interaction, () =>
          command.run(interaction, context),
        ),
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
      target: { channel, canUpdate: raw.message !== undefined, canOpenModal: !isModal },
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

  async function answer({ name, interaction, target, deferMode, run }: Job): Promise<void> {
    const started = clock.now();
    const reference = referenceOf(interaction.id);
    const log = parts.log.child({ ref: reference, name }); // of whom, no log says: they can be forgotten
    const response = respond(target, deferMode, clock);
    const done = (outcome: Parameters<Observer['answered']>[0]['outcome']) =>
      parts.observer.answered({ name, ms: clock.now() - started, firstMs: response.firstMs(), outcome });

    let outcome: 'answered' | 'refused' | 'failed' = 'answered';
    const explained = (error: unknown): Reply => {
      const { reply: words, expected } = parts.explain(error, interaction, reference);
      outcome = expected ? 'refused' : 'failed';
      log[expected ? 'info' : 'error']({ err: error }, 'refused an interaction');
      return words;
    };
    const afterwards = async (what: 'shown' | 'unseen', work: Promise<void> | undefined) => {
      await work?.catch((error) => log.error({ err: error, what }, 'what follows an answer failed'));
    };

    let reply: Reply;
    // a form has to be the first answer, so nobody can be asked to wait for it
    await turns.mine(deferMode === 'never', response.askToWait);
    response.begin();
    try {
      reply = (await run()) ?? parts.outdated(interaction.actor);
    } catch (error) {
      reply = explained(error);
    }
    try {
      if (reply.as !== 'modal') await parts.settled(); // a form says nothing that has to be so
    } catch (error) {
      reply = explained(error);
    }
    try {
      const handle = await response.send(reply);
      if (handle && reply.as !== 'modal') await afterwards('shown', reply.shown?.(handle));
      done(outcome);
    } catch (error) {
      const refused = meaningOf(error) === 'refused';
      log[refused ? 'error' : 'warn']({ err: error }, 'an answer could not be shown');
      if (reply.as !== 'modal' && isCertainlyUnseen(error)) await afterwards('unseen', reply.unseen?.());
      // what Discord does not take is a fault of ours; it may take the words for it
      if (refused) await response.send(explained(error)).catch(() => {});
      done('unseen');
    }
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

/** A short reference to find an interaction in the log: the fast-moving end of its id. */
export function referenceOf(interactionId: string): string {
  return BigInt(interactionId).toString(36).slice(-7).toUpperCase();
}

function isChatInput(
  raw: APIApplicationCommandInteraction,
): raw is APIChatInputApplicationCommandInteraction {
  return raw.data.type === ApplicationCommandType.ChatInput;
}
