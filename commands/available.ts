import type { Command } from '../src/discord/command.ts';
import { anywhere } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { showAvailable } from '../src/tasks/available.ts';
import type { Parts } from '../src/tasks/parts.ts';

/** `/available` lists what is open for a person, by kind and language, with buttons that start it. */
export function available({ described }: Translator): Command<Parts> {
  return {
    data: {
      name: 'available',
      ...described('command.available.description'),
      ...anywhere,
    },

    for: 'everybody',
    run: ({ actor }, parts) => showAvailable(parts, actor, 'message'),
  };
}
