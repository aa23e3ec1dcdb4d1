/**
 * Whole seconds to wait: from a Retry-After header (seconds or an HTTP date, RFC 9110 §10.2.3), else from the text
 * of the message, where the reference backend puts them ("Retry After 239 seconds."); undefined if neither says.
 * `now` is epoch milliseconds.
 */
export function retryAfter(
  header: string | null,
  message: string | undefined,
  now: number,
): number | undefined {
  return fromHeader(header, now) ?? whole(/retry[ -]after:?\s{0,3}(\d+)/i.exec(message ?? '')?.[1]);
}

function fromHeader(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d/.test(value)) return whole(/^\d+$/.exec(value)?.[0]);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1_000));
}

function whole(digits: string | undefined): number | undefined {
  const seconds = Number(digits ?? Number.NaN);
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}
