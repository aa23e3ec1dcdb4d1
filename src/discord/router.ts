import type { AutocompleteInteraction, Interaction } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { isCertainlyUnseen, meaningOf } from './calls/not-shown.ts';
import type { Command } from './command.ts';
import { readControlId } from './control-id.ts';
import { type Answerable, respond } from './respond.ts';
import type { Action, Answer, Patience, Turn, Visitor } from './turn.ts';
import { turnOf, visitorOf } from './turn-of.ts';

/** What the router tells others about its work, for metrics. */
export type Observer = {
  answered(what: { name: string; ms: number; outcome: 'answered' | 'refused' | 'failed' | 'unseen' }): void;
};

export type RouterParts<Context> = {
  commands: readonly Command<Context>[];
  actions: readonly Action[];
  context: Context;
  /** Turns anything that was thrown into words; `expected` when nobody has to look into it. */
  explain(error: unknown, turn: Turn, reference: string): { answer: Answer; expected: boolean };
  /** What to say to a control or command this version does not know. */
  outdated(visitor: Visitor): Answer;
  observer: Observer;
  log: Logger;
  clock: Clock;
};

export type Router = {
  /** Answers one interaction; never rejects. */
  handle(interaction: Interaction): Promise<void>;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
};

/** Finds who answers an interaction, keeps Discord waiting when needed, and puts every error into words. */
export function createRouter<Context>(parts: RouterParts<Context>): Router {
  const { context, clock } = parts;
  const commands = new Map(parts.commands.map((command) => [command.data.name, command]));
  const actions = new Map(parts.actions.map((action) => [action.name, action]));
  const running = new Set<Promise<void>>();

  async function route(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) {
      await suggest(interaction, commands.get(interaction.commandName));
    } else if (interaction.isChatInputCommand()) {
      const command = commands.get(interaction.commandName);
      await answer(interaction, interaction.commandName, 'message', (turn) => command?.run(turn, context));
    } else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
      const action = actions.get(readControlId(interaction.customId)?.action ?? '');
      const name = action?.name ?? 'unknown';
      await answer(interaction, name, action?.patience ?? 'never', (turn) => action?.run(turn));
    } else {
      parts.log.debug({ type: interaction.type }, 'an interaction nobody answers');
    }
  }

  async function suggest(interaction: AutocompleteInteraction, command: Command<Context> | undefined) {
    const { name: option, value } = interaction.options.getFocused(true);
    const typing = { option, text: value, locale: interaction.locale };
    const choices = command?.suggest?.(typing, context) ?? [];
    await interaction.respond(choices).catch((error) => {
      parts.log.debug({ err: error }, 'suggestions came too late'); // the next letter brings new ones
    });
  }

  async function answer(
    interaction: Answerable,
    name: string,
    patience: Patience,
    run: (turn: Turn) => Promise<Answer> | undefined,
  ): Promise<void> {
    const started = clock.now();
    const visitor = visitorOf(interaction);
    const reference = referenceOf(interaction.id);
    const log = parts.log.child({ ref: reference, person: visitor.id, name });
    const response = respond(interaction, patience, clock);
    const done = (outcome: Parameters<Observer['answered']>[0]['outcome']) =>
      parts.observer.answered({ name, ms: clock.now() - started, outcome });

    const turn = turnOf(interaction, visitor);
    let outcome: 'answered' | 'refused' | 'failed' = 'answered';
    const explained = (error: unknown): Answer => {
      const { answer: words, expected } = parts.explain(error, turn, reference);
      outcome = expected ? 'refused' : 'failed';
      log[expected ? 'info' : 'error']({ err: error }, 'refused an interaction');
      return words;
    };
    const afterwards = async (what: 'shown' | 'unseen', work: Promise<void> | undefined) => {
      await work?.catch((error) => log.error({ err: error, what }, 'what follows an answer failed'));
    };

    let words: Answer;
    try {
      words = (await run(turn)) ?? parts.outdated(visitor);
    } catch (error) {
      words = explained(error);
    }
    try {
      const place = await response.send(words);
      if (place && words.as !== 'form') await afterwards('shown', words.shown?.(place));
      done(outcome);
    } catch (error) {
      const refused = meaningOf(error) === 'refused';
      log[refused ? 'error' : 'warn']({ err: error }, 'an answer could not be shown');
      if (words.as !== 'form' && isCertainlyUnseen(error)) await afterwards('unseen', words.unseen?.());
      // what Discord does not take is a fault of ours; it may take the words for it
      if (refused) await response.send(explained(error)).catch(() => {});
      done('unseen');
    }
  }

  return {
    async handle(interaction) {
      const work = route(interaction).catch((error) => {
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
