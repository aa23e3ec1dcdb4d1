import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { CollectionParts } from '../src/collection/parts.ts';
import { team as look } from '../src/collection/team/team.ts';
import { showTrail } from '../src/collection/trail/show.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/team` shows and names the moderators of the collection, and shows who did what. */
export function team({ described }: Translator): Command<CollectionParts> {
  const who = [
    { type: ApplicationCommandOptionType.User as const, name: 'person', ...described('command.team.person') },
    { type: ApplicationCommandOptionType.Role as const, name: 'role', ...described('command.team.role') },
  ];
  const subcommand = (name: 'show' | 'add' | 'remove' | 'audit', options: typeof who) => ({
    type: ApplicationCommandOptionType.Subcommand as const,
    name,
    ...described(`command.team.${name}`),
    options,
  });
  return {
    data: {
      name: 'team',
      ...described('command.team.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
      options: [
        subcommand('show', []),
        subcommand('add', who),
        subcommand('remove', who),
        subcommand('audit', []),
      ],
    },
    for: 'owner',
    async run(interaction, parts) {
      if (interaction.subcommand !== 'audit') return await look(interaction, parts);
      return { as: 'message', view: await showTrail(parts, interaction.actor) };
    },
  };
}
