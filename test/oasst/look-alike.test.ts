import { expect, test } from 'vitest';
import { lookAlikeKey } from '../../src/oasst/look-alike.ts';

test.each([
  ['Kitchen', ' KITCHEN '],
  ['Kitchen talk', 'Kitchen \u3000 talk'],
  ['Kitchen', 'Kit\u200bchen'],
  ['Kitchen', '\ufeffKitchen\u2060'],
  ['Kitchen', 'Кitсhеn'], // Cyrillic К, с and е
  ['OAK', 'ΟΑΚ'], // all Greek
  ['Рост', 'Poct'], // Cyrillic throughout, and Latin
  ['Café', 'Cafe\u0301'],
  ['Ｋｉｔｃｈｅｎ', 'kitchen'],
])('%j looks like %j', (one, other) => {
  expect(lookAlikeKey(one)).toBe(lookAlikeKey(other));
});

test.each([
  ['Kitchen', 'Kitchens'],
  ['Café', 'Cafe'],
  ['Kitchen talk', 'Kitchen-talk'],
  ['Round 1', 'Round 2'],
  ['Кухня', 'Kitchen'],
  ['台所', '台湾'],
])('%j does not look like %j', (one, other) => {
  expect(lookAlikeKey(one)).not.toBe(lookAlikeKey(other));
});
