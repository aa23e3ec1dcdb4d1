import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Audience } from './audience.ts';
import { isCertainlyUnseen, logAfterwards, meaningOf } from './calls/not-shown.ts';
import type { Actor, InteractionBase } from './interaction.ts';
import { createOvertaking, type Place } from './overtaking.ts';
import type { DeferMode, Reply } from './reply.ts';
import { type Respondable, respond } from './respond.ts';
import { createTurns } from './turns.ts';

/** What is told about each answer, for metrics. */
export type Observer = {
  answered(what: {
    /** That of a command or action there is; `unknown` of all others, which anybody may have named. */
    name: string;
    /** Until the whole answer was shown, and until Discord had a first one; undefined when it never had. */
    ms: number;
    firstMs: number | undefined;
    outcome: 'answered' | 'refused' | 'failed' | 'unseen';
  }): void;
};

export type AnsweringParts = {
  /** Turns anything that was thrown into words for whom it was; `expected` when nobody has to look into it. */
  explain(
    error: unknown,
    interaction: InteractionBase,
    reference: string,
    audience: Audience | undefined,
  ): { reply: Reply; expected: boolean };
  /** What to say to a control or command this version does not know. */
  outdated(actor: Actor): Reply;
  /** Resolves when all that was done before is kept for good: only then may a reply say so. */
  settled(): Promise<void>;
  observer: Observer;
  log: Logger;
  clock: Clock;
};

/** What is to be done about an interaction, and by whom. */
export type Job = {
  name: string;
  interaction: InteractionBase;
  /** Whom it is for; undefined of what nobody knows. */
  audience: Audience | undefined;
  target: Omit<Respondable, 'isOvertaken'>;
  /** The message it is about, by the interaction that message came from. */
  message: string;
  deferMode: DeferMode;
  /** The reply; undefined from nobody. */
  run(): Promise<Reply> | undefined;
};

/**
 * Answers interactions, each in its turn: keeps Discord waiting when needed, and puts every error into words. The answer
 * rejects only for what fails in `parts`.
 */
export function createAnswering(parts: AnsweringParts): (job: Job) => Promise<void> {
  const { clock } = parts;
  const turns = createTurns();
  const overtaking = createOvertaking();

  async function answer(
    { name, interaction, audience, target, deferMode, run }: Job,
    { isOvertaken }: Place,
  ): Promise<void> {
    const started = clock.now();
    const reference = referenceOf(interaction.id);
    const log = parts.log.child({ ref: reference, name }); // of whom, no log says: they can be forgotten
    const response = respond({ ...target, isOvertaken }, deferMode, clock);
    const done = (outcome: Parameters<Observer['answered']>[0]['outcome']) =>
      parts.observer.answered({
        name: audience ? name : 'unknown',
        ms: clock.now() - started,
        firstMs: response.firstMs(),
        outcome,
      });

    let outcome: 'answered' | 'refused' | 'failed' = 'answered';
    const explained = (error: unknown): Reply => {
      const { reply: words, expected } = parts.explain(error, interaction, reference, audience);
      outcome = expected ? 'refused' : 'failed';
      log[expected ? 'info' : 'error']({ err: error }, 'refused an interaction');
      return words;
    };
    const afterwards = async (what: 'shown' | 'unseen', work: Promise<void> | undefined) => {
      await work?.catch((error) => logAfterwards(log, what, error, 'what follows an answer failed'));
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
      if (reply.as !== 'modal') await (reply.kept ?? parts.settled()); // a form says nothing that has to be so
    } catch (error) {
      reply = explained(error);
    }
    try {
      const handle = await response.send(reply);
      if (handle && reply.as !== 'modal') await afterwards('shown', reply.shown?.(handle, isOvertaken));
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

  return async (job) => {
    const place = overtaking.enter(job.message);
    await answer(job, place).finally(place.leave);
  };
}

/** A short reference to find an interaction in the log: the fast-moving end of its id. */
export function referenceOf(interactionId: string): string {
  return BigInt(interactionId).toString(36).slice(-7).toUpperCase();
}
