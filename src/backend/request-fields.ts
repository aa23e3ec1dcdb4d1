import { z } from 'zod';

// What stands in bodies; as lenient as the reference, which takes numbers for text and digits for numbers.

/** A text; numbers count as one. */
export const Text = z.union([z.string(), z.number().transform(String)]);
/** A whole number; digits in a text count as one. */
export const Int = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);
/** The value of a label, from 0 to 1. */
export const LabelValue = z
  .union([
    z.number(),
    z.boolean().transform(Number),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .refine((value) => value >= 0 && value <= 1, 'ensure this value is between 0 and 1');
