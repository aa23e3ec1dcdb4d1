import { createHash } from 'node:crypto';
import { textKey } from '../../backend/trees/text-key.ts';

/** Stands for a text where keeping the text itself would take much memory: the same for texts that say the same. */
export function digest(text: string): string {
  return createHash('sha1').update(textKey(text)).digest('base64');
}
