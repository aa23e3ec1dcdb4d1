import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { KnowsCampaigns } from '../src/collection/campaigns/campaigns-at-hand.ts';
import { suggestCampaigns } from '../src/collection/campaigns/suggest.ts';
import { type ImportParts, previewImport } from '../src/collection/files/import.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import { arrivals } from '../src/imports.ts';
import type { Translator } from '../src/locales/words.ts';
import { CAMPAIGN_NAME_LIMIT } from '../src/oasst/campaigns.ts';

/** `/import` takes a file of prompts, conversations or stories into the collection. */
export function importing({ described, named }: Translator): Command<ImportParts & KnowsCampaigns> {
  return {
    data: {
      name: 'import',
      ...described('command.import.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
      options: [
        {
          type: ApplicationCommandOptionType.Attachment,
          name: 'file',
          ...described('command.import.file'),
          required: true,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'state',
          ...described('command.import.state'),
          choices: arrivals.map((value) => ({
            value,
            ...named(`import.state_${value}`),
          })),
        },
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'text-limit',
          ...described('command.import.limit'),
          min_value: 1,
          max_value: 100_000,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'campaign',
          ...described('command.import.campaign'),
          max_length: CAMPAIGN_NAME_LIMIT,
          autocomplete: true,
        },
      ],
    },
    for: 'owner',
    run: previewImport,
    suggest: ({ text, locale }, { campaigns, clock, translator }) =>
      suggestCampaigns(text, campaigns.current(), clock.now(), translator.words(locale)),
  };
}
