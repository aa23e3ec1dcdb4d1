import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { TimeFrame } from '../../oasst/stats.ts';
import { tellDone } from '../campaigns/done.ts';
import type { Backend } from '../context.ts';
import { withoutTexts } from '../log.ts';
import { inTurns, type Pace, Stopped } from '../pace.ts';
import { FIRST_PLACES_EVERY_MS } from '../standings/first-places.ts';
import { updateStandings } from '../standings/update.ts';
import { updateCachedStats } from '../stats/cached.ts';
import { doAlone } from './alone.ts';
import { cleanUp } from './clean-up.ts';
import { fillBands } from './fill-bands.ts';
import { settleAll } from './settle-all.ts';

/** What runs beside the requests. */
export type Scheduler = {
  /** Ends it, once what is running has come to a place where it may end; a count that is not done is dropped. */
  stop(): Promise<void>;
  /** Settles when nothing is running. */
  idle(): Promise<void>;
};

/** How long what was imported may be without being compared. */
const BANDS_EVERY_MS = 10 * 60_000;

/** How soon somebody hears that a campaign is done. */
const CAMPAIGNS_EVERY_MS = 60_000;

type Job = { name: string; everyMs: number; work(): Promise<void> };

/**
 * Does at once what a start asks for, and then, by the clock, what comes again and again: tasks that expired go,
 * waiting prompts of banned people are stopped, owners' programs hear of campaigns that are done, and standings, statistics and what the lottery asks for are counted. All
 * that grows is settled at the start, and again when somebody has changed the settings.
 * A failure is logged and the job tried again when it is due next. A job is due again its time after it has finished, so
 * that one run of it at most waits, however long the process stood still. Requests have their turn every few milliseconds,
 * by `turn`. Where several processes share the database, one of them does a job; what each keeps in memory, each counts.
 */
export function startScheduler(
  backend: Backend,
  clock: Clock,
  turn: Pace = inTurns,
  owner: string = randomUUID(),
): Scheduler {
  const { settings, log } = backend; // how often is decided at the start
  let stopped = false;
  const pace = async () => {
    await turn();
    if (stopped) throw new Stopped();
  };
  const frames = Object.entries(settings.scoreEveryMs) as [TimeFrame, number][]; // a closed object
  const countFirstPlaces = () =>
    backend.firstPlaces.refresh(backend.db, clock.now() - backend.settings.lotterySpanMs, pace);
  const alone = (name: string, everyMs: number, work: (pace: Pace) => Promise<void>): Job => ({
    name,
    everyMs,
    work: () => doAlone({ db: backend.db, clock, owner, pace }, { name, everyMs }, work),
  });
  const jobs: Job[] = [
    alone('clean-up', settings.cleanUpMs, (kept) => cleanUp(backend, kept)),
    ...frames.map(([frame, everyMs]) =>
      alone(`standings of ${frame}`, everyMs, (kept) => updateStandings(backend, frame, kept)),
    ),
    alone('statistics', settings.cachedStatsEveryMs, (kept) => updateCachedStats(backend, kept)),
    alone('campaigns', CAMPAIGNS_EVERY_MS, (kept) => tellDone(backend, kept)),
    alone('bands of texts', BANDS_EVERY_MS, (kept) => fillBands(backend, kept)),
    { name: 'first places', everyMs: FIRST_PLACES_EVERY_MS, work: countFirstPlaces },
  ];
  let queue = Promise.resolve(); // one job at a time, so that they do not add up to what requests wait for
  const timers = new Map<Job, { cancel(): void }>();

  const run = (name: string, work: () => Promise<void>) => {
    queue = queue.then(async () => {
      if (stopped) return;
      try {
        await work();
      } catch (error) {
        if (error instanceof Stopped) return;
        log.error({ ...withoutTexts(error), job: name }, 'a job of the backend failed');
      }
    });
  };
  const schedule = (job: Job) => {
    timers.set(
      job,
      clock.after(job.everyMs, () => {
        run(job.name, job.work);
        queue = queue.then(() => {
          if (!stopped) schedule(job); // only now: a run that waits or goes on is not joined by a second one
        });
      }),
    );
  };

  run('start', countFirstPlaces);
  run('start', () => cleanUp(backend, pace));
  const settle = () => settleAll(backend, pace);
  run('start', settle);
  run('start', () => fillBands(backend, pace));
  backend.live.onChange(() => run('settings', settle)); // in each process, when it works by them
  for (const job of jobs) schedule(job);

  return {
    async stop() {
      stopped = true;
      for (const timer of timers.values()) timer.cancel();
      await queue;
    },
    idle: () => queue,
  };
}
