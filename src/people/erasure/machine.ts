import type { Logger } from 'pino';
import { backoff } from '../../backoff.ts';
import { type Clock, createRounds } from '../../clock.ts';
import {
  advanceErasure,
  dueErasures,
  type Erasure,
  endErasure,
  leaseErasure,
  nextErasure,
  postponeErasure,
  releaseErasures,
} from '../../store/erasures.ts';
import type { ErasureStep } from '../../store/erasures-table.ts';
import { scrub } from '../../store/scrub.ts';
import type { AtBackend } from './at-backend.ts';
import type { ErasureParts, Forgotten } from './parts.ts';
import { type Done, type Later, steps } from './steps.ts';

/** How long a step may take before another process may take over; two at once do no harm. */
const LEASE_MS = 2 * 60_000;

export type ErasingParts = ErasureParts & {
  /** Forgets somebody in every file the program has made beside the database. */
  forgetInFiles(forgotten: Forgotten): Promise<void>;
  clock: Clock;
  random: () => number;
  log: Logger;
};

/** What became of an erasure: done, with what the backend could do about it; or still under way. */
export type Outcome = { done: true; backend: AtBackend } | { done: false };

/** Fulfils people's wishes to be forgotten, step by step, and goes on where a process that died had stopped. */
export type Erasing = {
  /** Does what can be done about one now. Never rejects: what failed is logged, and tried again later. */
  run(id: string): Promise<Outcome>;
  /** Takes over what a process before it had in its hands, where it is the only one, and looks for work from now on. */
  start(): Promise<void>;
  /** Ends looking, and waits for what is under way. */
  stop(): Promise<void>;
};

/** Every step may be repeated, and is only left when it is done: a process may die at any moment. */
export function createErasing(parts: ErasingParts): Erasing {
  const { db, clock, log, random } = parts;
  const running = new Map<string, Promise<Outcome>>();
  const rounds = createRounds({
    clock,
    look: async () => {
      for (const id of await dueErasures(db, clock.now())) await run(id);
    },
    failed: (error) => log.error({ err: error }, 'the erasures could not be read'),
    nextDue: (now) => nextErasure(db, now),
  });

  function run(id: string): Promise<Outcome> {
    const under = running.get(id) ?? attempt(id).finally(() => running.delete(id));
    running.set(id, under);
    return under;
  }

  async function attempt(id: string): Promise<Outcome> {
    try {
      const now = clock.now();
      const held = await leaseErasure(db, id, now, now + LEASE_MS);
      return held ? await goOn(held) : { done: false };
    } catch (error) {
      log.error({ err: error, erasure: id }, 'an erasure failed, and is tried again');
      return { done: false };
    }
  }

  async function goOn(first: Erasure): Promise<Outcome> {
    let backend: AtBackend = 'all';
    let held = first;
    for (let { step } = held; step !== 'scrub'; step = held.step) {
      const result = await doStep(held, step);
      if ('waitMs' in result) {
        await postponeErasure(db, held, clock.now() + result.waitMs);
        void rounds.plan();
        return { done: false };
      }
      backend = result.backend ?? backend;
      const next = await advanceErasure(db, held, result.change, clock.now() + LEASE_MS);
      if (!next) return { done: false };
      held = next;
    }
    const clean = await scrub(db).catch((error) => {
      log.warn(
        { err: error, erasure: first.id },
        'what was deleted could not be cleaned out of the file yet',
      );
      return false;
    });
    if (clean) await endErasure(db, first);
    else await postponeErasure(db, first, clock.now() + backoff(first.attempts, random));
    void rounds.plan();
    return clean ? { done: true, backend } : { done: false };
  }

  async function doStep(held: Erasure, step: Exclude<ErasureStep, 'scrub'>): Promise<Done | Later> {
    try {
      return await steps[step](parts, held);
    } catch (error) {
      log.warn({ err: error, erasure: held.id, step }, 'an erasure has to wait');
      return { waitMs: backoff(held.attempts, random) };
    }
  }

  return {
    run,
    async start() {
      await releaseErasures(db);
      rounds.start();
    },
    async stop() {
      await rounds.stop();
      await Promise.allSettled(running.values());
    },
  };
}
