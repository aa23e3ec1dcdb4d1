import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { CollectionParts } from '../src/collection/parts.ts';
import { placeOf } from '../src/collection/server/place.ts';
import { showServer } from '../src/collection/server/show.ts';
import { showSettings } from '../src/collection/settings/clicks.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/settings` shows and changes what a server's managers have chosen, and what owners have for the collection. */
export function settings({ words, localizations }: Translator): Command<CollectionParts> {
  const subcommand = (name: 'server' | 'collection') => ({
    type: ApplicationCommandOptionType.Subcommand as const,
    name,
    description: words('en')(`command.settings.${name}`),
    description_localizations: localizations(`command.settings.${name}`),
  });
  return {
    data: {
      name: 'settings',
      description: words('en')('command.settings.description'),
      description_localizations: localizations('command.settings.description'),
      ...whereTheBotIs,
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      options: [subcommand('server'), subcommand('collection')],
    },

    for: { server: 'server_manager', collection: 'owner' },
    async run(interaction, parts) {
      const { actor, subcommand } = interaction;
      const view =
        subcommand === 'collection'
          ? await showSettings(parts, actor)
          : await showServer(parts, actor, placeOf(interaction));
      return { as: 'message', view };
    },
  };
}
