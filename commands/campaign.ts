import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import { type CampaignDesk, campaign as run } from '../src/collection/campaigns/campaign.ts';
import { suggestCampaigns } from '../src/collection/campaigns/suggest.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { CAMPAIGN_NAME_LIMIT, CAMPAIGN_TOPIC_LIMIT } from '../src/oasst/campaigns.ts';

/** `/campaign` begins, shows, changes and ends campaigns. */
export function campaign({ described, named }: Translator): Command<CampaignDesk> {
  const text = (
    name: 'name' | 'new_name' | 'topic' | 'languages' | 'kinds' | 'from' | 'until',
    max_length = 200,
    required = false,
  ) => ({
    type: Option.String as const,
    name,
    ...described(`command.campaign.${name}`),
    max_length,
    required,
  });
  const counted = (value: 'trees' | 'messages') => ({
    value,
    ...named(`command.campaign.of_${value}`),
  });
  const name = text('name', CAMPAIGN_NAME_LIMIT, true);
  const known = { ...name, autocomplete: true as const };
  const terms = [
    text('topic', CAMPAIGN_TOPIC_LIMIT),
    text('languages'),
    text('kinds'),
    {
      type: Option.Integer as const,
      name: 'goal',
      ...described('command.campaign.goal'),
      min_value: 0,
      max_value: 1_000_000,
    },
    {
      type: Option.String as const,
      name: 'of',
      ...described('command.campaign.of'),
      choices: [counted('trees'), counted('messages')],
    },
    text('from', 30),
    text('until', 30),
    { type: Option.Role as const, name: 'role', ...described('command.campaign.role') },
  ];
  const everybody = {
    type: Option.Boolean as const,
    name: 'everybody',
    ...described('command.campaign.everybody'),
  };
  const subcommand = (
    named: 'create' | 'list' | 'show' | 'edit' | 'end',
    options: APIApplicationCommandBasicOption[],
  ) => ({
    type: Option.Subcommand as const,
    name: named,
    ...described(`command.campaign.${named}`),
    options,
  });
  return {
    data: {
      name: 'campaign',
      ...described('command.campaign.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
      options: [
        subcommand('create', [name, ...terms]),
        subcommand('list', []),
        subcommand('show', [known]),
        subcommand('edit', [known, text('new_name', CAMPAIGN_NAME_LIMIT), ...terms, everybody]),
        subcommand('end', [known]),
      ],
    },
    for: 'owner',
    run,
    suggest: ({ text, locale }, { campaigns, clock, translator }) =>
      suggestCampaigns(text, campaigns.current(), clock.now(), translator.words(locale)),
  };
}
