/** The longest answer that is read: far above the longest real one (10,000 leaderboard rows, about 7 MB). */
export const ANSWER_LIMIT_BYTES = 16 * 1024 * 1024;

/** Thrown while reading a body that is longer than the limit. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** The same response, whose body fails with TooLong past the limit, so that no answer can fill the memory. */
export function limited(response: Response): Response {
  if (!response.ok || response.body === null) return response; // ky bounds the bodies of errors itself
  let length = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      length += chunk.byteLength;
      if (length > ANSWER_LIMIT_BYTES) throw new TooLong();
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
}
