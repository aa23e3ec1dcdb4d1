import type { Command } from '../src/discord/command.ts';
import { notice } from '../src/discord/notice.ts';
import { anywhere } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { type Parts, wordsFor } from '../src/tasks/parts.ts';
import { startButton } from '../src/tasks/show/available.ts';

/** `/help` says what this is for and how it works. */
export function help({ words, localizations }: Translator): Command<Parts> {
  return {
    data: {
      name: 'help',
      description: words('en')('command.help.description'),
      description_localizations: localizations('command.help.description'),
      ...anywhere,
    },

    for: 'everybody',
    async run({ actor }, parts) {
      const t = wordsFor(parts, actor);
      const paragraphs = [
        t('help.text'),
        t('help.start'),
        t('help.answer', { send: t('button.send') }),
        t('help.skip', { skip: t('button.skip') }),
        t('help.again'),
        t('me.help'),
        t('help.report', { report: t('button.report') }),
        t('help.privacy'),
      ];
      return { as: 'message', view: notice(paragraphs.join('\n\n'), [startButton(t)], t('help.title')) };
    },
  };
}
