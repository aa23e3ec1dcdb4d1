import type { Command } from '../src/discord/command.ts';
import { anywhere } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { underway } from '../src/tasks/lifecycle.ts';
import { type Parts, wordsFor } from '../src/tasks/parts.ts';
import { draftsView } from '../src/tasks/show/drafts.ts';

/** `/drafts` lists what a person has under way: open tasks with what was entered, and answers not delivered yet. */
export function drafts({ described }: Translator): Command<Parts> {
  return {
    data: {
      name: 'drafts',
      ...described('command.drafts.description'),
      ...anywhere,
    },

    for: 'everybody',
    async run({ actor }, parts) {
      const view = draftsView(await underway(parts, actor), wordsFor(parts, actor));
      return { as: 'message', view };
    },
  };
}
