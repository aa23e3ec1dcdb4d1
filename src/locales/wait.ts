import type { Words } from './words.ts';

/** `40 seconds`, `4 minutes`, `4 hours` when they are whole: how long something takes, in somebody's language. */
export function waitInWords(seconds: number, { locale }: Pick<Words, 'locale'>): string {
  const [value, unit] = inUnits(seconds);
  const wait = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return wait.format(Math.max(1, Math.ceil(value)));
}

function inUnits(seconds: number): [value: number, unit: 'second' | 'minute' | 'hour'] {
  if (seconds < 90) return [seconds, 'second'];
  return seconds > 3_600 && seconds % 3_600 === 0 ? [seconds / 3_600, 'hour'] : [seconds / 60, 'minute'];
}
