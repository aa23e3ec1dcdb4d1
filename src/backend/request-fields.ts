import { z } from 'zod';
import { canonicalLanguage, LANGUAGE_LIMIT } from '../languages.ts';
import { hasVisible } from '../text.ts';
import { isStorable } from './text.ts';

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

/**
 * A language, in the one form that queues are kept under; none for an empty text. What is no language tag stays as it
 * is, for the endpoint to refuse with a code of its own.
 */
export const Lang = Text.transform((tag) => canonicalLanguage(tag) ?? tag);

/** What a language must be; completes "lang must be …". */
export const LANGUAGE_RULE = `a language tag of at most ${LANGUAGE_LIMIT} characters, such as en or pt-BR`;

/** Whether `Lang` has made a language of what was sent. */
export function isLanguage(lang: string): boolean {
  return canonicalLanguage(lang) === lang;
}

/** Whether there is anything to read in a text. What cannot be stored is refused later, and in other words. */
export function isText(text: string): boolean {
  return hasVisible(text) || !isStorable(text);
}
