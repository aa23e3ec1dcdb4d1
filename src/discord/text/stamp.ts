/** How Discord shows a moment: as relative to now, as a date in a short or a long form, or as a date with the time. */
type Style = 'R' | 'd' | 'D' | 'f';

/** A moment, in ms since 1970, as Discord shows it in its reader's own language and time zone. */
export function stamp(ms: number, style: Style): string {
  return `<t:${Math.floor(ms / 1_000)}:${style}>`;
}
