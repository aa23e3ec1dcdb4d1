import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Command } from '../src/discord/command.ts';
import { clip } from '../src/discord/text/clip.ts';
import { anywhere } from '../src/discord/where.ts';
import { readLanguage, suggestLanguages } from '../src/locales/languages.ts';
import { UserError } from '../src/locales/user-error.ts';
import type { Translator } from '../src/locales/words.ts';
import { TimeFrame, timeFrames } from '../src/oasst/stats.ts';
import type { BoardParts } from '../src/people/board/read.ts';
import { showBoard } from '../src/people/board/show.ts';

/** `/leaderboard [period] [language]` shows the best, and where the person themselves stands. */
export function leaderboard({ described, named }: Translator): Command<BoardParts> {
  return {
    data: {
      name: 'leaderboard',
      ...described('command.leaderboard.description'),
      ...anywhere,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'period',
          ...described('command.leaderboard.period'),
          choices: timeFrames.map((value) => ({
            value,
            ...named(`board.period_${value}`),
          })),
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'language',
          ...described('command.leaderboard.language'),
          autocomplete: true,
        },
      ],
    },

    for: 'everybody',
    async run({ actor, options }, parts) {
      const typed = options.language;
      const lang = typeof typed === 'string' ? readLanguage(typed, actor.locale) : undefined;
      if (typeof typed === 'string' && !lang)
        throw new UserError('problem.language', { language: clip(typed, { units: 50 }) });
      const period = TimeFrame.catch('week').parse(options.period);
      return await showBoard(parts, actor, { period, lang }, 'message');
    },

    suggest: ({ text, locale }) => suggestLanguages(text, locale),
  };
}
