import type { z } from 'zod';
import { ValidationError, type ValidationFault } from './errors.ts';

/** How many faults of one request are listed, and how many characters of a name that leads to one. */
const MOST_FAULTS = 20;
const NAME_LIMIT = 100;
const MESSAGE_LIMIT = 500;

/**
 * Checks a value against a schema; `where` begins the location of its faults.
 * @throws ValidationError
 */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const { data, error, success } = schema.safeParse(value);
  if (success) return data;
  const shown = error.issues.slice(0, MOST_FAULTS).flatMap((issue) => faults(issue, value, [where]));
  const hidden = error.issues.length - shown.length;
  const more = { loc: [where], msg: `${hidden} more faults are not listed`, type: 'value_error.more' };
  throw new ValidationError(hidden > 0 ? [...shown, more] : shown);
}

function faults(issue: z.core.$ZodIssue, value: unknown, where: (string | number)[]): ValidationFault[] {
  const loc = [...where, ...issue.path.slice(0, MOST_FAULTS).map(named)];
  const found = issue.path.reduce<unknown>(child, value);
  if (found === undefined) return [{ loc, msg: 'field required', type: 'value_error.missing' }];
  if (found === null)
    return [{ loc, msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' }];
  return [{ loc, msg: issue.message.slice(0, MESSAGE_LIMIT), type: `value_error.${issue.code}` }];
}

function named(step: PropertyKey): string | number {
  return typeof step === 'number' ? step : String(step).slice(0, NAME_LIMIT);
}

function child(parent: unknown, key: PropertyKey): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined;
  return Reflect.get(parent, key);
}
