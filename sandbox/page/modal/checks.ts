import type { FormValues } from '../../view.ts';
import { type Field, fieldsOf, type Place } from './form.ts';

/** What keeps a form from being sent: a sentence by the field's custom id, in the form's order; empty when it may go. */
export function problems(places: Place[], values: FormValues): Record<string, string> {
  const found = fieldsOf(places).map((field) => [field.id, problem(field, values[field.id])] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== null));
}

function problem(field: Field, value: FormValues[string] | undefined): string | null {
  const empty =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return field.required && field.kind !== 'check' ? 'This field is required.' : null;
  if (field.kind === 'text') return tooShortOrLong(String(value).length, field);
  if (field.kind === 'select' || field.kind === 'checks') return tooFewOrMany(value, field);
  return null;
}

function tooShortOrLong(length: number, { min, max }: { min: number; max: number }): string | null {
  if (length < min) return `Must be at least ${min} characters.`;
  return length > max ? `Must be ${max} characters or fewer.` : null;
}

function tooFewOrMany(value: FormValues[string], { min, max }: { min: number; max: number }): string | null {
  const count = Array.isArray(value) ? value.length : 0;
  if (count < min) return `Choose at least ${min}.`;
  return count > max ? `Choose ${max} at most.` : null;
}
