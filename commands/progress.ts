import type { CollectionParts } from '../src/collection/parts.ts';
import { pictureOf } from '../src/collection/progress/picture.ts';
import { progressLines } from '../src/collection/public/card.ts';
import type { Command } from '../src/discord/command.ts';
import { notice } from '../src/discord/notice.ts';
import { anywhere } from '../src/discord/where.ts';
import { UserError } from '../src/locales/user-error.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/progress` shows how far the collection is, as a picture with the same in words. */
export function progress({ described }: Translator): Command<CollectionParts> {
  return {
    data: {
      name: 'progress',
      ...described('command.progress.description'),
      ...anywhere,
    },

    for: 'everybody',
    async run({ actor }, parts) {
      const t = parts.translator.words(actor.locale);
      const known = await parts.readProgress();
      if (known.progress === undefined) throw new UserError(`progress.${known.why}`);
      const { progress } = known;
      const view = notice(progressLines(progress, t).join('\n'), [], t('progress.title'));
      return { as: 'message', view: { ...view, files: await pictureOf(parts, progress, t) } };
    },
  };
}
