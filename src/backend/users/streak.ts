/** A run of activity: whole days since it began; both null when there is none. */
export type Streak = { days: number | null; startedAt: number | null };

/** The same with the moment of the last deed, null when there was none. */
export type Run = Streak & { lastAt: number | null };

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The streak after a task finished at `now`; it starts anew when its person was idle for too long. */
export function streakAfter(now: number, run: Run, rules: { streakIdleMs: number }): Streak {
  const { startedAt } = streakAt(now, run, rules);
  if (startedAt === null || startedAt > now) return { days: 0, startedAt: now };
  return { days: Math.floor((now - startedAt) / DAY_MS), startedAt };
}

/** The streak as it stands at `now`, without a new deed. */
export function streakAt(
  now: number,
  { days, startedAt, lastAt }: Run,
  rules: { streakIdleMs: number },
): Streak {
  const idle = lastAt !== null && now - lastAt > rules.streakIdleMs;
  return idle ? { days: 0, startedAt: null } : { days, startedAt };
}
