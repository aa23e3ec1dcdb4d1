/** The longest answer that is read: far above the longest real one (10,000 leaderboard rows, about 7 MB). */
export const ANSWER_LIMIT_BYTES = 16 * 1024 * 1024;

/** Thrown while reading a body that is longer than the limit. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/**
 * The same response, read to its end, so that no answer can fill the memory. Errors are left to ky, which bounds their bodies.
 * @throws TooLong past the limit
 */
export async function limited(response: Response): Promise<Response> {
  if (!response.ok || response.body === null) return response;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.byteLength;
    if (length > ANSWER_LIMIT_BYTES) throw new TooLong();
    chunks.push(chunk);
  }
  const { status, statusText, headers } = response;
  return new Response(Buffer.concat(chunks), { status, statusText, headers });
}
