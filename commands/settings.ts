import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { CollectionParts } from '../src/collection/parts.ts';
import { placeOf } from '../src/collection/server/place.ts';
import { showServer } from '../src/collection/server/show.ts';
import { showSettings } from '../src/collection/settings/clicks.ts';
import { languageChoices, openText } from '../src/collection/texts/clicks.ts';
import type { FetchFile } from '../src/discord/calls/fetch-file.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { textKinds } from '../src/store/own-texts-table.ts';

/** `/settings` shows and changes what a server's managers have chosen, and what owners have for the collection. */
export function settings({
  described,
  named,
  words,
}: Translator): Command<CollectionParts & { fetchFile: FetchFile }> {
  const subcommand = (
    name: 'server' | 'collection' | 'text',
    options: APIApplicationCommandBasicOption[] = [],
  ) => ({
    type: ApplicationCommandOptionType.Subcommand as const,
    name,
    ...described(`command.settings.${name}`),
    ...(options.length > 0 ? { options } : {}),
  });
  const choice = (name: 'what' | 'language', choices: APIApplicationCommandOptionChoice<string>[]) => ({
    type: ApplicationCommandOptionType.String as const,
    name,
    ...described(`command.settings.${name}`),
    required: true,
    choices,
  });
  const kinds = textKinds.map((value) => ({
    value,
    ...named(`texts.kind_${value}`),
  }));
  const file = {
    type: ApplicationCommandOptionType.Attachment as const,
    name: 'file',
    ...described('command.settings.file'),
  };
  return {
    data: {
      name: 'settings',
      ...described('command.settings.description'),
      ...whereTheBotIs,
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      options: [
        subcommand('server'),
        subcommand('collection'),
        subcommand('text', [choice('what', kinds), choice('language', languageChoices({ words })), file]),
      ],
    },

    for: { server: 'server_manager', collection: 'owner', text: 'owner' },
    async run(interaction, parts) {
      const { actor, subcommand } = interaction;
      if (subcommand === 'text') return await openText(interaction, parts);
      const view =
        subcommand === 'collection'
          ? await showSettings(parts, actor)
          : await showServer(parts, actor, placeOf(interaction));
      return { as: 'message', view };
    },
  };
}
