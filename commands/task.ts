import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import type { Command } from '../src/discord/command.ts';
import { clip } from '../src/discord/text/clip.ts';
import { languageFor, readLanguage, suggestLanguages } from '../src/locales/languages.ts';
import type { Translator } from '../src/locales/words.ts';
import { TaskRequestType } from '../src/oasst/protocol.ts';
import { findPerson, setLanguage } from '../src/store/people.ts';
import { next } from '../src/tasks/lifecycle.ts';
import type { Parts } from '../src/tasks/parts.ts';
import { consentCard, hasConsented } from '../src/tasks/show/consent.ts';
import { readType } from '../src/tasks/task-filter.ts';
import { UserError } from '../src/tasks/user-error.ts';

/** `/task [type] [language]` gives a person something to do, where only they can see it. */
export function task({ words, localizations }: Translator): Command<Parts> {
  const en = words('en');
  const types = ['random' as const, ...TaskRequestType.options.filter((type) => type !== 'random')];
  return {
    data: {
      name: 'task',
      description: en('command.task.description'),
      description_localizations: localizations('command.task.description'),
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'type',
          description: en('command.task.type'),
          description_localizations: localizations('command.task.type'),
          choices: types.map((value) => ({
            value,
            name: en(`type.${value}`),
            name_localizations: localizations(`type.${value}`),
          })),
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'language',
          description: en('command.task.language'),
          description_localizations: localizations('command.task.language'),
          autocomplete: true,
        },
      ],
    },

    async run({ actor, options }, parts) {
      const typed = options.language;
      const chosen = typeof typed === 'string' ? readLanguage(typed, actor.locale) : undefined;
      if (typeof typed === 'string' && !chosen)
        throw new UserError('problem.language', { language: clip(typed, { units: 50 }) });
      const person = await findPerson(parts.db, actor.id);
      const lang = chosen ?? person?.lang ?? languageFor(actor.locale);
      const filter = { type: readType(String(options.type ?? '')), lang };
      if (!hasConsented(person)) {
        return { as: 'message', view: consentCard(filter, parts.translator.words(actor.locale)) };
      }
      if (chosen) await setLanguage(parts.db, actor.id, chosen);
      return await next(parts, actor, filter, 'message');
    },

    suggest: ({ text, locale }) => suggestLanguages(text, locale),
  };
}
