import { expect, test } from 'vitest';
import { dayNumber, markedTime, relativeTime, sentTime } from '../../sandbox/page/time.ts';

const now = new Date('2026-11-22T12:00:00Z');
const english = { locale: 'en-GB', now, timeZone: 'UTC' };
const german = { ...english, locale: 'de' };
const plain = (words: string) => words.replace(/\s/g, ' '); // Intl puts narrow spaces where it likes

test.each([
  ['t', '10:05'],
  ['T', '10:05:09'],
  ['d', '20/11/2026'],
  ['D', '20 November 2026'],
  ['f', '20 November 2026 at 10:05'],
  ['F', 'Friday, 20 November 2026 at 10:05'],
  ['R', '2 days ago'],
])('a time marked %s reads as Discord writes it', (style, words) => {
  const seconds = Date.parse('2026-11-20T10:05:09Z') / 1000;
  expect(plain(markedTime(seconds, style, english)).replace('Friday 20', 'Friday, 20')).toBe(words);
});

test('a time is in the language of its reader', () => {
  expect(markedTime(now.getTime() / 1000 + 7200, 'R', german)).toBe('in 2 Stunden');
});

test('a time that no calendar has stays a number', () => {
  expect(markedTime(9e15, 'F', english)).toBe('9000000000000000');
});

test.each([
  [30, 'in 30 seconds'],
  [-60, '1 minute ago'],
  [86_400 * 400, 'next year'],
])('%d seconds from now is %j', (seconds, words) => {
  expect(relativeTime(new Date(now.getTime() + seconds * 1000), english)).toBe(words);
});

test('a message of today has the hour, of yesterday says so, an older one has its date', () => {
  expect(sentTime('2026-11-22T09:30:00Z', english)).toBe('09:30');
  expect(sentTime('2026-11-21T09:30:00Z', english)).toBe('Yesterday, 09:30');
  expect(sentTime('2026-11-21T09:30:00Z', german)).toBe('Gestern, 09:30');
  expect(sentTime('2026-11-01T09:30:00Z', english)).toBe('01/11/2026, 09:30');
});

test('days change at midnight where the reader is', () => {
  const late = new Date('2026-11-21T23:30:00Z');
  expect(dayNumber(late, english)).toBe(dayNumber(now, english) - 1);
  expect(dayNumber(late, { ...english, timeZone: 'Asia/Tokyo' })).toBe(dayNumber(now, english));
});
