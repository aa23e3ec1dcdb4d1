import { stripBlanks } from '../../text.ts';

/** The same for texts that are the same to whoever reads them: candidates with one key are shown once. */
export function textKey(text: string): string {
  return stripBlanks(text);
}
