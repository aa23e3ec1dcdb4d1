/**
 * The bytes of a request's body, of which no more than `most` are ever held: what is longer is not read to its end.
 * Undefined when there are more.
 */
export async function bytesWithin({ body, headers }: Request, most: number): Promise<Buffer | undefined> {
  if (Number(headers.get('content-length') ?? 0) > most) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > most) return undefined; // and nothing more is asked of who sends it
    parts.push(part);
  }
  return Buffer.concat(parts);
}
