/**
 * The bytes of a request's body, of which no more than `most` are ever held: what is longer is not read to its end.
 * Undefined when there are more.
 */
export async function bytesWithin(request: Request, most: number): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return undefined;
  if (isLengthTold(request)) return Buffer.from(await request.arrayBuffer()); // a server reads no more than was told
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > most) return undefined; // and nothing more is asked of who sends it
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Whether a request says how long its body is, so that whoever receives it knows where it ends. */
export function isLengthTold({ headers }: Request): boolean {
  return headers.has('content-length') && !headers.has('transfer-encoding');
}
