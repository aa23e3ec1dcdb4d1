import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PlainError } from '../errors.ts';

/** What the server hands to the app with each request that came over the network. */
export const overNetwork = { isOverNetwork: true } as const;

/** Whether a request came over the network, and not from this process itself. */
export function isOverNetwork({ env }: { env: unknown }): boolean {
  return env === overNetwork;
}

/** The longest answer, in bytes, that somebody gets without a key. */
export const MOST_WITHOUT_KEY = 64 * 1_024;

const compressed = promisify(gzip);

/**
 * An answer that everybody may have, as it goes out: what is long goes compressed or not at all, so that nobody without a
 * key has much sent.
 * @throws PlainError (406) for a long one that was not asked for in `gzip`
 */
export async function forStrangers(request: Request, response: Response): Promise<Response> {
  const bytes = Buffer.from(await response.clone().arrayBuffer());
  if (bytes.length <= MOST_WITHOUT_KEY) return response;
  if (!takesGzip(request.headers.get('accept-encoding') ?? ''))
    throw new PlainError(406, 'This is long: ask for it with "Accept-Encoding: gzip" (curl --compressed).');
  const headers = new Headers(response.headers);
  headers.set('content-encoding', 'gzip');
  headers.set('vary', 'accept-encoding');
  headers.delete('content-length');
  return new Response(await compressed(bytes), { status: response.status, headers });
}

function takesGzip(accepted: string): boolean {
  return accepted.split(',').some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(one));
}
