import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { CollectionParts } from '../src/collection/parts.ts';
import { placeOf } from '../src/collection/server/place.ts';
import { showServer } from '../src/collection/server/show.ts';
import type { Command } from '../src/discord/command.ts';
import { onServers } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/setup` leads a server's managers through its languages, kinds of tasks, channels and the public message. */
export function setup({ described }: Translator): Command<CollectionParts> {
  return {
    data: {
      name: 'setup',
      ...described('command.setup.description'),
      ...onServers,
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    },

    for: 'server_manager',
    async run(interaction, parts) {
      const place = placeOf(interaction);
      return { as: 'message', view: await showServer(parts, interaction.actor, place) };
    },
  };
}
