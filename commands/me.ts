import type { Command } from '../src/discord/command.ts';
import { anywhere } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { showMe } from '../src/people/me/clicks.ts';
import type { MeParts } from '../src/people/me/parts.ts';

/** `/me` shows a person what they gave, what became of it, and their points line by line. */
export function me({ described }: Translator): Command<MeParts> {
  return {
    data: {
      name: 'me',
      ...described('command.me.description'),
      ...anywhere,
    },

    for: 'everybody',
    run: ({ actor }, parts) => showMe(parts, actor, 'message'),
  };
}
