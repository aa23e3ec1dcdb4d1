import { z } from 'zod';
import { languageTag } from '../../languages.ts';
import { ALIKE } from '../../min-hash.ts';

// The kinds of settings. Their messages complete "NAME must be …".

const YEAR_MS = 366 * 24 * 60 * 60 * 1_000;

/** A whole number; `meaning` goes into the table of settings. */
export function wholeNumber(standard: number, min: number, max: number, meaning: string) {
  const rule = `a whole number from ${min} to ${max}`;
  return z.int(rule).min(min, rule).max(max, rule).default(standard).meta({ description: meaning, rule });
}

/** A share or a chance, from 0 to 1, or from another least one. */
export function share(standard: number, meaning: string, least = 0) {
  const rule = `a number from ${least} to 1`;
  return z.number(rule).min(least, rule).max(1, rule).default(standard).meta({ description: meaning, rule });
}

/** How much alike two texts may not be; below what is called alike at all only some of them would be found. */
export function similarity(standard: number, meaning: string) {
  const rule = `0, or a number from ${ALIKE} to 1`;
  return z
    .number(rule)
    .min(0, rule)
    .max(1, rule)
    .refine((value) => value === 0 || value >= ALIKE, rule)
    .default(standard)
    .meta({ description: meaning, rule });
}

/** How much something weighs against others of its kind. */
export function weight(standard: number, meaning: string) {
  const rule = 'a number from 0 to 1000';
  return z.number(rule).min(0, rule).max(1_000, rule).default(standard).meta({ description: meaning, rule });
}

/** How many points something is worth, or costs. */
export function points(standard: number, meaning: string) {
  const rule = 'a number from -1000 to 1000';
  return z
    .number(rule)
    .min(-1_000, rule)
    .max(1_000, rule)
    .default(standard)
    .meta({ description: meaning, rule });
}

/** A span of time. */
export function span(standardMs: number, meaning: string) {
  const rule = 'milliseconds, a whole number from 1 to a year';
  return z.int(rule).min(1, rule).max(YEAR_MS, rule).default(standardMs).meta({ description: meaning, rule });
}

/** Something that is on or off. */
export function toggle(standard: boolean, meaning: string) {
  const rule = 'true or false';
  return z.boolean(rule).default(standard).meta({ description: meaning, rule });
}

/** A list of words. */
export function words(meaning: string) {
  const rule = 'a list of texts, such as ["de", "fr"]';
  return z.array(z.string(rule).min(1, rule), rule).default([]).meta({ description: meaning, rule });
}

/** A list of languages, in the form in which queues have them. */
export function languages(meaning: string) {
  const rule = 'a list of languages, such as ["de", "pt-BR"]';
  return z.array(languageTag(rule), rule).default([]).meta({ description: meaning, rule });
}

/** Settings that belong together; written `group.name` on the command line. */
export function group<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, 'a group of settings').prefault(() => ({}) as never); // all members have defaults
}
