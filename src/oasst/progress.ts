import { z } from 'zod';
import { StateCounts } from './stats.ts';

const count = z.int().min(0);

/** How far a collection is. An extension of the embedded backend; others do not have it. */
export const Progress = z.object({
  /** Finished trees that it is to have; 0 for no goal. */
  goal: count,
  trees: StateCounts,
  languages: z.array(z.object({ lang: z.string(), trees: count, finished: count })),
  /** People's messages on each of the last days (UTC), oldest first. */
  days: z.array(z.object({ day: z.string(), messages: count })),
  /** Messages that wait for each kind of task, by its type. */
  wanted: z.record(z.string(), count),
});
export type Progress = z.infer<typeof Progress>;
