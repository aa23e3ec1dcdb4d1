import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Command } from '../src/discord/command.ts';
import { clip } from '../src/discord/text/clip.ts';
import { anywhere } from '../src/discord/where.ts';
import { readLanguage, suggestLanguages } from '../src/locales/languages.ts';
import { UserError } from '../src/locales/user-error.ts';
import type { Translator } from '../src/locales/words.ts';
import { TaskRequestType } from '../src/oasst/protocol.ts';
import { begin } from '../src/tasks/next.ts';
import type { Parts } from '../src/tasks/parts.ts';
import { readType } from '../src/tasks/task-filter.ts';

/** `/task [type] [language]` gives a person something to do, where only they can see it. */
export function task({ described, named }: Translator): Command<Parts> {
  const types = ['random' as const, ...TaskRequestType.options.filter((type) => type !== 'random')];
  return {
    data: {
      name: 'task',
      ...described('command.task.description'),
      ...anywhere,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'type',
          ...described('command.task.type'),
          choices: types.map((value) => ({
            value,
            ...named(`type.${value}`),
          })),
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'language',
          ...described('command.task.language'),
          autocomplete: true,
        },
      ],
    },

    for: 'everybody',
    async run({ actor, options }, parts) {
      const typed = options.language;
      const chosen = typeof typed === 'string' ? readLanguage(typed, actor.locale) : undefined;
      if (typeof typed === 'string' && !chosen)
        throw new UserError('problem.language', { language: clip(typed, { units: 50 }) });
      return await begin(parts, actor, readType(String(options.type ?? '')), chosen);
    },

    suggest: ({ text, locale }) => suggestLanguages(text, locale),
  };
}
