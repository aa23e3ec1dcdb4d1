import type { z } from 'zod';

/** The first thing wrong with a value, as `field.of.field: what was expected`; never quotes the value. */
export function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${fieldPath(issue.path)}: ${issue.message}` : 'not of the promised shape';
}

/** A path of field names and places for a log line; anything that may be content rather than a name becomes `*`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  const names = path.map((part) => (/^([a-z][a-z_]{0,39}|\d{1,6})$/.test(String(part)) ? String(part) : '*'));
  return names.join('.') || 'the whole';
}
