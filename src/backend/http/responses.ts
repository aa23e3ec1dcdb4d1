import { z } from 'zod';

/** Every error that the backend raises itself. */
export const ErrorResponseSchema = z
  .object({ error_code: z.int(), message: z.string() })
  .meta({ id: 'OasstErrorResponse' });

/** A request that has not the form its endpoint asks for. */
export const ValidationResponseSchema = z
  .object({
    detail: z.array(
      z.object({ loc: z.array(z.union([z.string(), z.int()])), msg: z.string(), type: z.string() }),
    ),
  })
  .meta({ id: 'HTTPValidationError' });

/** Unknown paths, wrong methods, bodies that are too large. */
export const PlainResponseSchema = z.object({ detail: z.string() }).meta({ id: 'PlainError' });
