import { expect, test } from 'vitest';
import { numbersIn } from '../../src/locales/numbers.ts';

test('numbers are written as in the language they are for, by what is made once for each', () => {
  const written = ['en', 'de', 'es', 'ja'].map((locale) => numbersIn(locale).format(1_234_567));
  expect(written).toEqual(['1,234,567', '1.234.567', '1.234.567', '1,234,567']);
  expect(numbersIn('de')).toBe(numbersIn('de'));
  expect(numbersIn('de').format(1_000)).toBe('1.000');
});
