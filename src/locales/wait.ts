import type { Words } from './words.ts';

/** `40 seconds`, `4 minutes`: how long to wait, in somebody's language. */
export function waitInWords(seconds: number, { locale }: Pick<Words, 'locale'>): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  const wait = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return wait.format(Math.max(1, Math.ceil(value)));
}
