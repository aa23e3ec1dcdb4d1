import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { LaterMessages } from '../../discord/calls/later-messages.ts';
import type { ReplyHandle } from '../../discord/reply.ts';
import type { View, ViewFile } from '../../discord/view.ts';
import type { Translator } from '../../locales/words.ts';
import { findJob, type Job } from '../../store/jobs.ts';
import type { Schema } from '../../store/schema.ts';
import { jobCard } from './job-card.ts';
import type { JobKind } from './kinds.ts';
import { OwnerAway } from './runner.ts';
import type { Said } from './said.ts';

/** How long a job waits for its owner's click where it has something to show. */
const PATIENCE_MS = 30 * 60_000;
/** How often it looks whether they have come. */
const LOOK_MS = 3_000;

export type ShowingParts = {
  db: Kysely<Schema>;
  clock: Clock;
  log: Logger;
  translator: Translator;
  messages: LaterMessages;
};

/** Shows jobs to their owners, for as long as the last click of theirs allows. */
export type Showing = {
  /** Shows how far a job is, or how it ended; false when that cannot be shown. Never rejects. */
  card(job: Job & { kind: JobKind }, said: Said, files?: readonly ViewFile[]): Promise<boolean>;
  /** Waits until its owner can be shown something. @throws OwnerAway, or why the signal was aborted */
  reach(job: Job, signal: AbortSignal): Promise<ReplyHandle>;
  /** Shows one more message when they can be. @throws as `reach`, and NotShown */
  add(job: Job, view: View, signal: AbortSignal): Promise<void>;
};

export function createShowing({ db, clock, log, translator, messages }: ShowingParts): Showing {
  async function reach({ id }: Job, signal: AbortSignal): Promise<ReplyHandle> {
    const patience = clock.now() + PATIENCE_MS;
    for (;;) {
      signal.throwIfAborted();
      const row = await findJob(db, id);
      const at = row && placeOf(row, clock.now());
      if (at) return at;
      if (clock.now() >= patience) throw new OwnerAway('Nobody has come to see it');
      await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve));
    }
  }

  return {
    reach,
    async card(job, said, files) {
      const at = placeOf(job, clock.now());
      if (!at) return false;
      try {
        await messages.edit(at, jobCard(job, said, translator.words(job.locale), files));
        return true;
      } catch (error) {
        log.info({ err: error, job: job.id }, 'how far a job is could not be shown');
        return false;
      }
    },
    async add(job, view, signal) {
      await messages.add(await reach(job, signal), view);
    },
  };
}

/** Where a job can be shown at this moment. */
function placeOf({ message_id: messageId, token, valid_until: validUntil }: Job, now: number) {
  return messageId !== null && token !== null && now < validUntil
    ? { messageId, token, validUntil }
    : undefined;
}
