import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Desk } from '../src/collection/desk.ts';
import { exportCollection } from '../src/collection/files/export.ts';
import type { FilesParts } from '../src/collection/files/parts.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator, WordKey } from '../src/locales/words.ts';

/** `/export` gives an owner the collection as a file. */
export function exporting({ words, localizations }: Translator): Command<Desk & FilesParts> {
  const described = (key: WordKey) => ({
    description: words('en')(key),
    description_localizations: localizations(key),
  });
  const option = (name: 'format' | 'filters') => ({
    type: ApplicationCommandOptionType.String as const,
    name,
    ...described(`command.export.${name}`),
    max_length: 300,
  });
  return {
    data: {
      name: 'export',
      ...described('command.export.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
      options: [option('format'), option('filters')],
    },
    for: 'owner',
    run: exportCollection,
  };
}
