import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Actor } from '../discord/interaction.ts';
import { UserError } from '../locales/user-error.ts';
import { waitInWords } from '../locales/wait.ts';
import type { WordKey, Words } from '../locales/words.ts';
import type { Rate } from '../oasst/rules.ts';
import { isPostgres } from '../store/dialect.ts';
import { forgetFull, takeToken } from '../store/quotas.ts';
import type { QuotasTable } from '../store/quotas-table.ts';
import type { Schema } from '../store/schema.ts';

/** How many reports one person may send. */
export const REPORTS: Rate = { most: 10, perMs: 10 * 60_000 };

/** How many people are remembered before those who have their whole quota again are forgotten. */
const CROWD = 1_000;

/** Keeps one person from using up what a backend allows all of us. */
export type Quota = {
  /** Takes one; 0 when there was one to take, else how many ms from now there will be. */
  take(personId: string): number | Promise<number>;
};

/**
 * A bucket of tokens for each person, in memory: after a restart all are full. A bucket is kept as the moment from which
 * on it is full, which moves on with each token taken. The rate is what it is with each of them.
 */
export function createQuota(rate: () => Rate, clock: Pick<Clock, 'now'>): { take(personId: string): number } {
  const fullFrom = new Map<string, number>();
  let many = CROWD;

  return {
    take(personId) {
      const { most, perMs } = rate();
      const oneMs = perMs / most;
      const now = clock.now();
      if (fullFrom.size >= many) forget(now);
      const from = Math.min(fullFrom.get(personId) ?? now, now + perMs); // no farther, if the clock was set back
      const full = Math.max(now, from) + oneMs;
      const wait = full - now - perMs;
      if (wait > 0) return wait;
      fullFrom.set(personId, full);
      return 0;
    },
  };

  function forget(now: number) {
    for (const [personId, full] of fullFrom) if (full <= now) fullFrom.delete(personId);
    many = Math.max(CROWD, 2 * fullFrom.size); // in a crowd they are not all looked at for each who comes
  }
}

/** The same where many processes may serve one person: PostgreSQL keeps the buckets for all of them. On SQLite there is one process. */
export function quotaOf(
  db: Kysely<Schema>,
  kind: QuotasTable['kind'],
  rate: () => Rate,
  clock: Pick<Clock, 'now'>,
): Quota {
  if (!isPostgres(db)) return createQuota(rate, clock);
  let taken = 0;
  return {
    async take(personId) {
      const { most, perMs } = rate();
      taken += 1;
      if (taken % CROWD === 0) await forgetFull(db, clock.now());
      return await takeToken(db, { kind, personId }, { oneMs: Math.ceil(perMs / most), perMs }, clock.now());
    },
  };
}

/** Takes one from a actor's quota. @throws UserError, in the words of `refusal` with the `wait`, when nothing is left. */
export async function spend(quota: Quota, { id }: Actor, refusal: WordKey, words: Words): Promise<void> {
  const waitMs = await quota.take(id);
  if (waitMs > 0) throw new UserError(refusal, { wait: waitInWords(waitMs / 1_000, words) });
}
