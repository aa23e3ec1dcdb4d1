import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { LaterMessages } from '../../discord/calls/later-messages.ts';
import type { Actor } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Translator } from '../../locales/words.ts';
import type { NewAct } from '../../store/acts.ts';
import { beginJob, endJob, findJob, type Job, markTold, runningJob, showJobAt } from '../../store/jobs.ts';
import type { Schema } from '../../store/schema.ts';
import { jobCard } from './job-card.ts';
import { type JobKind, jobKind } from './kinds.ts';
import { holdFrom, type Jobs } from './machine.ts';
import { type Said, saidIn } from './said.ts';

/** What begins jobs and shows them. */
export type JobParts = {
  db: Kysely<Schema>;
  clock: Clock;
  translator: Translator;
  messages: Pick<LaterMessages, 'edit'>;
  jobs: Jobs;
};

/** A job to be done, and what the trail says of it. */
type NewWork = { kind: JobKind; wish: unknown; said: Said; noted?: Pick<NewAct, 'subject' | 'after'> };

/** Begins a job for an owner and shows it to them; the one that runs already, where it is theirs. @throws UserError where it is not */
export async function startJob(
  parts: JobParts,
  { id, locale }: Actor,
  { kind, wish, said, noted = {} }: NewWork,
): Promise<Reply> {
  const { db, clock } = parts;
  const kept = { kind, person_id: id, locale, wish, said };
  const job = await beginJob(db, kept, { act: kind, ...noted }, holdFrom(clock));
  return job ? begun(parts, job, 'message') : await underWay(parts, id);
}

/** A job that was just begun, which is done as soon as its owner sees it. */
export function begun(parts: JobParts, job: Job, as: 'message' | 'update'): Reply {
  return {
    as,
    view: cardOf(parts, job),
    async shown(handle) {
      await showJobAt(parts.db, job.id, handle);
      void parts.jobs.run(job);
    },
    async unseen() {
      await endJob(parts.db, job, [{ key: 'jobs.interrupted' }], parts.clock.now());
    },
  };
}

/** The job that runs, for whoever asked for it. @throws UserError for everybody else */
async function underWay(parts: JobParts, personId: string): Promise<Reply> {
  const job = await runningJob(parts.db);
  if (!job) throw new UserError('jobs.busy'); // it has just ended
  if (job.person_id !== personId) throw new UserError('jobs.taken', { person: `<@${job.person_id}>` });
  return shownAgain(parts, job, 'message', [{ key: 'jobs.busy' }]);
}

/**
 * A job as it was read just now, with more said below, for its owner to see from here on. Should it end before that is
 * there, its end is shown once more, and what it handed over is left where it is.
 */
export function shownAgain(parts: JobParts, job: Job, as: 'message' | 'update', more: Said = []): Reply {
  const { db, messages } = parts;
  return {
    as,
    view: { ...cardOf(parts, job, more), keepsFiles: true },
    async shown(handle) {
      await showJobAt(db, job.id, handle);
      const now = job.state === 'ended' ? job : await findJob(db, job.id);
      if (now?.state !== 'ended') return;
      if (now !== job) await messages.edit(handle, { ...cardOf(parts, now), keepsFiles: true });
      await markTold(db, job.id);
    },
  };
}

/** A job as it is, with more said below. @throws UserError for one of another version */
export function cardOf({ translator }: Pick<JobParts, 'translator'>, job: Job, more: Said = []) {
  const kind = jobKind(job.kind);
  if (kind === undefined) throw new UserError('problem.outdated');
  return jobCard({ ...job, kind }, [...saidIn(job.said), ...more], translator.words(job.locale));
}
