const LONGEST = 8 * 1024 * 1024; // bytes

/** The body of a response, or undefined where it is cut off, longer than 8 MiB, or not there within the time. */
export async function boundedText(response: Response, timeoutMs: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const signal = AbortSignal.timeout(timeoutMs);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body.pipeThrough(new TransformStream<Uint8Array>(), { signal })) {
      length += part.byteLength;
      if (length > LONGEST) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts).toString();
}
