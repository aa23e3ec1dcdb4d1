import { stripBlanks } from '../text/text.ts';

/** What is wrong with a text at a place: too long in UTF-16 units, blank though it must not be, or not well-formed. */
export function* textProblems(
  place: string,
  text: string | null | undefined,
  { max, min = 0 }: { max: number; min?: number },
): Generator<string> {
  if (text === undefined || text === null) return;
  if (text.length > max) yield `${place}: ${text.length} units, at most ${max}`;
  if (min > 0 && stripBlanks(text).trim() === '') yield `${place}: blank`;
  if (!text.isWellFormed()) yield `${place}: a lone surrogate`;
  if (text.includes('\0')) yield `${place}: a NUL`;
}

/** What is wrong with a number of things at a place. */
export function* countProblems(
  place: string,
  count: number,
  { min = 0, max }: { min?: number; max: number },
): Generator<string> {
  if (count < min || count > max) yield `${place}: ${count}, must be ${min} to ${max}`;
}

/** The values that occur more than once at a place. */
export function* duplicates(place: string, values: readonly (string | number)[]): Generator<string> {
  const twice = new Set(values.filter((value, index) => values.indexOf(value) !== index));
  for (const value of twice) yield `${place}: ${JSON.stringify(value)} more than once`;
}
