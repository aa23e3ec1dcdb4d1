import { inline } from '../../discord/text/inline.ts';
import type { Words } from '../../locales/words.ts';

/** What an act is called; one of a newer version by the name that it has in the trail. */
export function actText(act: string, words: Words): string {
  return words.find(`trail.act_${act}`) ?? inline(act, { units: 60 });
}
