import { z } from 'zod';
import { fits } from '../../backend/text.ts';
import { codePoints, hasVisible } from '../../text.ts';

/** Something wrong with a line, in words; with a text that is too long goes how long it is, in code points. */
export type Fault = { reason: string; length?: number };

/** A fault and the number of its line. */
export type LineFault = Fault & { line: number };

export type Path = readonly PropertyKey[];

/** A field as people write it; the line itself where there is none. */
export function at(path: Path): string {
  return path.length === 0 ? 'it' : z.core.toDotPath(path);
}

/** What a schema says is wrong with a value that stands at a path. */
export function schemaFaults({ issues }: z.ZodError, path: Path): Fault[] {
  return issues.map(({ path: below, message }) => ({ reason: `${at([...path, ...below])} ${message}` }));
}

/** What is wrong with a text that may have up to `limit` code points. */
export function textFaults(text: string, limit: number, path: Path): Fault[] {
  const where = at(path);
  if (!hasVisible(text)) return [{ reason: `${where} has nothing to read in it` }];
  if (!fits(text, Number.MAX_SAFE_INTEGER))
    return [{ reason: `${where} has characters that no database can hold` }];
  const length = codePoints(text);
  return length <= limit
    ? []
    : [{ reason: `${where} is longer than ${limit} characters (it has ${length})`, length }];
}
