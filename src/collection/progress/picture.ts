import type { Logger } from 'pino';
import { clip } from '../../discord/text/clip.ts';
import type { ViewFile } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Progress } from '../../oasst/progress.ts';
import type { Draw } from '../../pictures/draw.ts';
import { progressSvg } from '../../pictures/progress.ts';
import { figureOf, inWords } from './figure.ts';

/** How long an alternative text may be. */
const ALT = { units: 1_024 };

/** The picture of a collection as the file of a message, with the same numbers in words; none when it cannot be drawn. */
export async function pictureOf(
  { draw, log }: { draw: Draw; log: Logger },
  progress: Progress,
  words: Words,
): Promise<ViewFile[]> {
  const figure = figureOf(progress, words);
  try {
    const data = await draw(progressSvg(figure, words.locale));
    const description = clip(inWords(figure, words), ALT);
    return [{ name: 'collection.png', data, contentType: 'image/png', description }];
  } catch (error) {
    log.error({ err: error }, 'the picture of the collection could not be drawn');
    return [];
  }
}
