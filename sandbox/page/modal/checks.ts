import type { FormValues } from '../../view.ts';
import { type PageWord, say } from '../words/words.ts';
import { type Field, fieldsOf, type Place } from './form.ts';

/** What is wrong with a field, and the number that it is about. */
type Problem = [word: PageWord, limit?: number];

/** What keeps a form from being sent: a sentence in the reader's language by the field's custom id, in the form's order; empty when it may go. */
export function problems(places: Place[], values: FormValues, locale: string): Record<string, string> {
  const found = fieldsOf(places).flatMap((field) => {
    const wrong = problem(field, values[field.id]);
    return wrong ? [[field.id, say(wrong[0], locale, String(wrong[1] ?? ''))] as const] : [];
  });
  return Object.fromEntries(found);
}

function problem(field: Field, value: FormValues[string] | undefined): Problem | null {
  const empty =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return field.required && field.kind !== 'check' ? ['required'] : null;
  if (field.kind === 'text') return tooShortOrLong(String(value).length, field);
  if (field.kind === 'select' || field.kind === 'checks') return tooFewOrMany(value, field);
  return null;
}

function tooShortOrLong(length: number, { min, max }: { min: number; max: number }): Problem | null {
  if (length < min) return ['too_short', min];
  return length > max ? ['too_long', max] : null;
}

function tooFewOrMany(value: FormValues[string], { min, max }: { min: number; max: number }): Problem | null {
  const count = Array.isArray(value) ? value.length : 0;
  if (count < min) return ['too_few', min];
  return count > max ? ['too_many', max] : null;
}
