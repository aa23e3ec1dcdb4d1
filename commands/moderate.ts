import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { moderate as lookUp } from '../src/collection/moderation/look-up.ts';
import type { CollectionParts } from '../src/collection/parts.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/moderate` looks up messages, people, and what was reported. */
export function moderate({ described }: Translator): Command<CollectionParts> {
  const user = ApplicationCommandOptionType.User as const;
  const subcommand = ApplicationCommandOptionType.Subcommand as const;
  const find = {
    type: ApplicationCommandOptionType.String as const,
    name: 'find',
    ...described('command.moderate.find'),
    required: true,
    max_length: 100,
  };
  const who = { type: user, name: 'person', ...described('command.moderate.who'), required: true };
  const into = { type: user, name: 'into', ...described('command.moderate.into') };
  return {
    data: {
      name: 'moderate',
      ...described('command.moderate.description'),
      ...whereTheBotIs,
      options: [
        { type: subcommand, name: 'message', ...described('command.moderate.message'), options: [find] },
        { type: subcommand, name: 'person', ...described('command.moderate.person'), options: [who, into] },
        { type: subcommand, name: 'queue', ...described('command.moderate.queue') },
      ],
    },
    for: 'moderator',
    run: lookUp,
  };
}
