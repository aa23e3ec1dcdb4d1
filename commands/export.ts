import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { exportCollection } from '../src/collection/files/export.ts';
import type { FilesParts } from '../src/collection/files/parts.ts';
import type { JobParts } from '../src/collection/jobs/begin.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** The options that are asked for most, under the names that the command line has for them; the others go into `filters`. */
const texts = [
  'format',
  'lang',
  'state',
  'campaign',
  'since',
  'until',
  'min-quality',
  'people',
  'filters',
] as const;
const switches = ['labels', 'samples'] as const;

/** `/export` gives an owner the collection as files. */
export function exporting({ described }: Translator): Command<JobParts & FilesParts> {
  const text = (name: (typeof texts)[number]) => ({
    type: ApplicationCommandOptionType.String as const,
    name,
    ...described(name === 'min-quality' ? 'command.export.quality' : `command.export.${name}`),
    max_length: 300,
  });
  const toggle = (name: (typeof switches)[number]) => ({
    type: ApplicationCommandOptionType.Boolean as const,
    name,
    ...described(`command.export.${name}`),
  });
  return {
    data: {
      name: 'export',
      ...described('command.export.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
      options: [...texts.map(text), ...switches.map(toggle)],
    },
    for: 'owner',
    run: exportCollection,
  };
}
