import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import { MOST_SHOWN } from '../open-work.ts';

/** A number of open tasks as people see it: `12`, and `1,000+` from 1,000 on. */
export function howMany(count: number, { locale }: Pick<Words, 'locale'>): string {
  return count < MOST_SHOWN ? String(count) : `${numbersIn(locale).format(MOST_SHOWN)}+`;
}

/** The same for a text that has a form for each number. */
export function counting(count: number, words: Pick<Words, 'locale'>): { count: number; number: string } {
  return { count: Math.min(count, MOST_SHOWN), number: howMany(count, words) };
}
