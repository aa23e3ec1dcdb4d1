import { type Clock, createRounds } from '../../clock.ts';
import { UserError } from '../../locales/user-error.ts';
import {
  endJob,
  forgetJobs,
  type Job,
  keepJob,
  leaseJob,
  markTold,
  releaseJob,
  strandedJob,
} from '../../store/jobs.ts';
import { Ended, whyEnded } from './ended.ts';
import { type JobKind, jobKind } from './kinds.ts';
import { type Doing, type Outcome, OwnerAway, type Runner } from './runner.ts';
import { saidIn } from './said.ts';
import { createShowing, type ShowingParts } from './showing.ts';
import { keepTicking } from './ticking.ts';

/** After how long without a word of its process a job is taken over. */
const LEASE_MS = 60_000;
/** How often a job is begun at most: one that ends its process each time would do so for ever. */
const MOST_ATTEMPTS = 3;
/** How long a job is remembered after its end, or without its owner's word. */
const KEPT_MS = 24 * 60 * 60_000;

export type JobsParts = ShowingParts & {
  /** How jobs of each kind are done, of those that can be done here. */
  runners: Readonly<Partial<Record<JobKind, Runner>>>;
  /** Told of a job whose end could not be shown in its message. */
  untold(job: Job & { kind: JobKind }): Promise<void>;
};

/** Does what owners asked for, one job at a time in the whole collection, and takes over where a process died. */
export type Jobs = {
  /** Does a job that was just begun and is in our hands. Resolves when that is over; never rejects. */
  run(job: Job): Promise<void>;
  /** Looks from now on for jobs whose process is gone. */
  start(): void;
  /** Lets go of what is under way, for another process to go on with. */
  stop(): Promise<void>;
};

/** How long a job is in the hands of whoever begins it now. */
export function holdFrom(clock: Pick<Clock, 'now'>): { now: number; until: number } {
  const now = clock.now();
  return { now, until: now + LEASE_MS };
}

export function createJobs(parts: JobsParts): Jobs {
  const { db, clock, log, translator } = parts;
  const showing = createShowing(parts);
  const running = new Map<AbortController, Promise<void>>();
  const rounds = createRounds({
    clock,
    look,
    failed: (error) => log.error({ err: error }, 'the jobs could not be read'),
    nextDue: () => undefined,
  });

  async function look(): Promise<void> {
    await forgetJobs(db, clock.now() - KEPT_MS);
    const id = await strandedJob(db, clock.now());
    const job = id === undefined ? undefined : await leaseJob(db, id, holdFrom(clock));
    if (job) void run(job);
  }

  function run(job: Job): Promise<void> {
    const stop = new AbortController();
    const work = attempt(job, stop)
      .catch((error) => log.error({ err: error, job: job.id }, 'a job could not be brought to its end'))
      .then(() => void running.delete(stop));
    running.set(stop, work);
    return work;
  }

  async function attempt(row: Job, stop: AbortController): Promise<void> {
    const kind = jobKind(row.kind);
    const runner = kind && parts.runners[kind];
    if (!kind || !runner) return; // for a newer version, or one that has the collection
    const job = { ...row, kind };
    if (job.attempts > 1 && (!runner.resumes || job.attempts > MOST_ATTEMPTS))
      return await end(job, { said: [{ key: 'jobs.interrupted' }] });
    let said = saidIn(job.said);
    const ticking = keepTicking({
      clock,
      said: () => said,
      keep: (now) => keepJob(db, job, now, holdFrom(clock)),
      show: (now, text) => showing.card({ ...now, kind }, text),
      end: (why) => stop.abort(why),
      failed: (error) => log.warn({ err: error, job: job.id }, 'a job could not say how far it is'),
    });
    const doing: Doing = {
      signal: stop.signal,
      words: translator.words(job.locale),
      note: (now) => {
        said = now;
      },
      hand: (view) => showing.add(job, view, stop.signal),
    };
    const outcome = await outcomeOf(job, runner, doing);
    await ticking.stop();
    if (outcome) await end(job, outcome);
    else if (whyEnded(stop.signal) === 'closing') await releaseJob(db, job);
  }

  /** What came of a job; undefined when it is not ours to end. */
  async function outcomeOf(job: Job, runner: Runner, doing: Doing): Promise<Outcome | undefined> {
    try {
      const outcome = await runner.run(job, doing);
      if (outcome.files?.length) {
        doing.note([...outcome.said, { key: 'jobs.ready' }]);
        await showing.reach(job, doing.signal);
      }
      return outcome;
    } catch (error) {
      const why = whyEnded(doing.signal);
      if (why === 'stopped') return { said: [{ key: 'jobs.stopped' }] };
      if (why !== undefined) return undefined;
      if (error instanceof UserError) return { said: [{ key: error.key, values: error.values }] };
      if (error instanceof OwnerAway) return { said: [{ key: 'jobs.away' }] };
      log.error({ err: error, job: job.id, kind: job.kind }, 'a job failed');
      return { said: [{ key: 'jobs.failed', values: { reference: job.id } }] };
    }
  }

  async function end(job: Job & { kind: JobKind }, { said, files }: Outcome): Promise<void> {
    const ended = await endJob(db, job, said, clock.now());
    if (!ended) return; // another process has it
    log.info({ job: job.id, kind: job.kind }, 'a job has ended');
    if (await showing.card({ ...ended, kind: job.kind }, said, files)) await markTold(db, job.id);
    else await parts.untold({ ...ended, kind: job.kind });
  }

  return {
    run,
    start: rounds.start,
    async stop() {
      await rounds.stop();
      for (const stop of running.keys()) stop.abort(new Ended('closing'));
      await Promise.all(running.values());
    },
  };
}
