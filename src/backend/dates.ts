/** A time as the protocol writes it: ISO 8601 with microseconds and `+00:00`. */
export function wireDate(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}

/** The same for a time that may be missing. */
export function wireDateOrNull(ms: number | null): string | null {
  return ms === null ? null : wireDate(ms);
}
