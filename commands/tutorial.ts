import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Command } from '../src/discord/command.ts';
import { anywhere } from '../src/discord/where.ts';
import { lessonName, readLesson, typeAfter } from '../src/locales/lesson-of.ts';
import { lessons } from '../src/locales/lessons.ts';
import type { Translator } from '../src/locales/words.ts';
import type { TutorialParts } from '../src/people/tutorial/actions.ts';
import { exampleView } from '../src/people/tutorial/example.ts';
import { lessonList } from '../src/people/tutorial/list.ts';

/** `/tutorial [type]` shows three worked examples of a kind of task, to whoever likes, as often as they like. */
export function tutorial({ described, named }: Translator): Command<TutorialParts> {
  return {
    for: 'everybody',
    data: {
      name: 'tutorial',
      ...described('command.tutorial.description'),
      ...anywhere,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'type',
          ...described('command.tutorial.type'),
          choices: lessons.map((value) => ({
            value,
            ...named(lessonName(value)),
          })),
        },
      ],
    },

    async run({ actor, options }, { translator }) {
      const t = translator.words(actor.locale);
      const lesson = readLesson(String(options.type ?? ''));
      const view = lesson
        ? exampleView({ lesson, index: 0, chosen: undefined }, typeAfter(lesson), t)
        : lessonList(t);
      return { as: 'message', view };
    },
  };
}
