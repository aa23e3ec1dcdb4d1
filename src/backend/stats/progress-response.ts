import { z } from 'zod';
import { TaskType } from '../../oasst/protocol.ts';
import { StateCountsResponseSchema } from './responses.ts';

const count = z.int().min(0);

export const ProgressResponseSchema = z
  .object({
    /** Finished trees that the collection is to have; 0 for no goal. */
    goal: count,
    trees: StateCountsResponseSchema,
    languages: z.array(z.object({ lang: z.string(), trees: count, finished: count })),
    /** The last days, oldest first, in UTC. */
    days: z.array(z.object({ day: z.iso.date(), messages: count })),
    /** Messages that wait for each kind of task. */
    wanted: z.partialRecord(TaskType, count),
  })
  .meta({ id: 'Progress' });
export type ProgressResponse = z.infer<typeof ProgressResponseSchema>;
