import { z } from 'zod';

/** An id of the backend's own. */
export const IdSchema = z.guid().meta({ format: 'uuid' });

/** A moment as the protocol writes it: ISO 8601 with microseconds and `+00:00`. */
export const DateSchema = z
  .string()
  .regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
  .meta({ format: 'date-time' });

/** What is in a page of a long list, and where the next and the one before begin. */
export function pageResponseSchema<T extends z.ZodType>(item: T, id: string) {
  return z
    .object({
      prev: z.string().nullable(),
      next: z.string().nullable(),
      sort_key: z.string(),
      items: z.array(item),
      order: z.enum(['asc', 'desc']),
    })
    .meta({ id });
}
