/** Moments at which it is interesting to kill the bot. */
export const instants = ['clicked', 'submitted', 'shown', 'asked', 'handled', 'answered'] as const;
/**
 * - `clicked`: somebody has just done something; the bot is about to hear of it
 * - `submitted`: and what they have done is press Submit
 * - `shown`: somebody has just got to see something; the bot may not know yet that Discord took it
 * - `asked`: a request to the backend has come in, and nothing has happened yet
 * - `handled`: the backend has done what it was asked, and has not said so yet
 * - `answered`: the backend has just said so
 */
export type Instant = (typeof instants)[number];

/** Tells whoever waits for a moment that it has come. */
export type Instants = {
  come(instant: Instant): void;
  /** Runs something at the next moment of this kind, once. */
  next(instant: Instant, run: () => void): void;
};

/** Nobody waits yet. */
export function newInstants(): Instants {
  const waiting = new Map<Instant, () => void>();
  return {
    come(instant) {
      const run = waiting.get(instant);
      waiting.delete(instant);
      run?.();
    },
    next: (instant, run) => waiting.set(instant, run),
  };
}
