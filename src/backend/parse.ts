import type { z } from 'zod';
import { ValidationError, type ValidationFault } from './errors.ts';

/**
 * Checks a value against a schema; `where` begins the location of its faults.
 * @throws ValidationError
 */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const { data, error, success } = schema.safeParse(value);
  if (success) return data;
  throw new ValidationError(error.issues.flatMap((issue) => faults(issue, value, [where])));
}

function faults(issue: z.core.$ZodIssue, value: unknown, where: (string | number)[]): ValidationFault[] {
  const loc = [...where, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const found = issue.path.reduce<unknown>(child, value);
  if (found === undefined) return [{ loc, msg: 'field required', type: 'value_error.missing' }];
  if (found === null)
    return [{ loc, msg: 'none is not an allowed value', type: 'type_error.none.not_allowed' }];
  return [{ loc, msg: issue.message, type: `value_error.${issue.code}` }];
}

function child(parent: unknown, key: PropertyKey): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined;
  return Reflect.get(parent, key);
}
