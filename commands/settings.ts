import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { CollectionParts } from '../src/collection/parts.ts';
import { placeOf } from '../src/collection/server/place.ts';
import { showServer } from '../src/collection/server/show.ts';
import type { Command } from '../src/discord/command.ts';
import { onServers } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/settings server` shows and changes what a server's managers have chosen. */
export function settings({ words, localizations }: Translator): Command<CollectionParts> {
  return {
    data: {
      name: 'settings',
      description: words('en')('command.settings.description'),
      description_localizations: localizations('command.settings.description'),
      ...onServers,
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      options: [
        {
          type: ApplicationCommandOptionType.Subcommand,
          name: 'server',
          description: words('en')('command.settings.server'),
          description_localizations: localizations('command.settings.server'),
        },
      ],
    },

    for: { server: 'server_manager' },
    async run(interaction, parts) {
      const place = placeOf(interaction);
      return { as: 'message', view: await showServer(parts, interaction.actor, place) };
    },
  };
}
