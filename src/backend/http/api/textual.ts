import { ValidationError } from '../../errors.ts';
import { isStorable } from '../../text.ts';

/**
 * @throws ValidationError when a value has something in it that no database text can hold
 */
export function mustBeTextual(values: Readonly<Record<string, string>>, where: string): void {
  const faults = Object.entries(values)
    .filter(([, value]) => !isStorable(value))
    .map(([name]) => ({ loc: [where, name], msg: 'value is not a valid text', type: 'value_error.str' }));
  if (faults.length > 0) throw new ValidationError(faults);
}
