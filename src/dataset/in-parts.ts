/** Some rows, at most so many at a time, for statements that take no more. */
export function* inParts<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
