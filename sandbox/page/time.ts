/** Where and when somebody reads: their language, the clock, and (for tests) the time zone. */
export type Reader = { locale: string; now: Date; timeZone?: string };

const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** The text of a `<t:seconds:style>` mark in the reader's language; a time no calendar has stays a number. */
export function markedTime(seconds: number, style: string, reader: Reader): string {
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) return String(seconds);
  if (style === 'R') return relativeTime(time, reader);
  return format(time, STYLES[style] ?? { dateStyle: 'long', timeStyle: 'short' }, reader);
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "in 2 hours", "3 days ago", in the reader's language, rounded to the largest unit that fits. */
export function relativeTime(time: Date, { locale, now }: Reader): string {
  const seconds = (time.getTime() - now.getTime()) / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length * 0.95) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return words.format(Math.round(seconds / length), unit);
}

/** When a message was sent: the time alone for today, "Yesterday" for the day before, else date and time. */
export function sentTime(iso: string, reader: Reader): string {
  const time = new Date(iso);
  const clock = format(time, { timeStyle: 'short' }, reader);
  const days = dayNumber(reader.now, reader) - dayNumber(time, reader);
  if (days === 0) return clock;
  if (days !== 1) return `${format(time, { dateStyle: 'short' }, reader)}, ${clock}`;
  const yesterday = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(-1, 'day');
  return `${yesterday.charAt(0).toLocaleUpperCase(reader.locale)}${yesterday.slice(1)}, ${clock}`;
}

/** Date and time in full, for the tooltip. */
export function fullTime(time: Date, reader: Reader): string {
  return format(time, { dateStyle: 'full', timeStyle: 'short' }, reader);
}

/** The day on its own, for the line between two days. */
export function dayName(iso: string, reader: Reader): string {
  return format(new Date(iso), { dateStyle: 'long' }, reader);
}

/** Days since 1970 in the reader's time zone. */
export function dayNumber(time: Date, { timeZone }: Reader): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return Math.floor(Date.parse(parts.format(time)) / 86_400_000);
}

function format(time: Date, style: Intl.DateTimeFormatOptions, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(time);
}
