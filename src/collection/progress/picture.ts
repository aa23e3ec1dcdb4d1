import type { Logger } from 'pino';
import { clip } from '../../discord/text/clip.ts';
import type { ViewFile } from '../../discord/view.ts';
import type { Translator, Words } from '../../locales/words.ts';
import type { Progress } from '../../oasst/progress.ts';
import type { Draw } from '../../pictures/draw.ts';
import { progressSvg } from '../../pictures/progress.ts';
import { figureOf, inWords } from './figure.ts';

/** How long an alternative text may be. */
const ALT = { units: 1_024 };
// The font has no signs of these; a picture in English says more than one of empty boxes, and its text is in their own.
const withoutSigns = new Set(['ja', 'zh-CN']);

/** The picture of a collection as the file of a message, with the same numbers in words; none when it cannot be drawn. */
export async function pictureOf(
  { draw, translator, log }: { draw: Draw; translator: Translator; log: Logger },
  progress: Progress,
  words: Words,
): Promise<ViewFile[]> {
  const figure = figureOf(progress, words);
  const drawn = withoutSigns.has(words.locale) ? figureOf(progress, translator.words('en')) : figure;
  try {
    const data = await draw(progressSvg(drawn));
    const description = clip(inWords(figure), ALT);
    return [{ name: 'collection.png', data, contentType: 'image/png', description }];
  } catch (error) {
    log.error({ err: error }, 'the picture of the collection could not be drawn');
    return [];
  }
}
