import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** The longest answer, in bytes, that goes out as it is to somebody nobody knows. */
export const MOST_FOR_STRANGERS = 64 * 1_024;

/** What a long answer is refused with (406) to whoever does not take it compressed. */
export const NOT_COMPRESSED = 'This is long: ask for it with "Accept-Encoding: gzip" (curl --compressed).';

const compressed = promisify(gzip);

/**
 * An answer as it goes out to strangers: what is long is compressed, so that nobody has much sent. Undefined for a long one
 * that was not asked for in `gzip`.
 */
export async function withinMeasure(request: Request, response: Response): Promise<Response | undefined> {
  const bytes = Buffer.from(await response.clone().arrayBuffer());
  if (bytes.length <= MOST_FOR_STRANGERS) return response;
  if (!takesGzip(request.headers.get('accept-encoding') ?? '')) return undefined;
  const headers = new Headers(response.headers);
  headers.set('content-encoding', 'gzip');
  headers.set('vary', 'accept-encoding');
  headers.delete('content-length');
  return new Response(await compressed(bytes), { status: response.status, headers });
}

function takesGzip(accepted: string): boolean {
  return accepted.split(',').some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(one));
}
