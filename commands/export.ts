import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { KnowsCampaigns } from '../src/collection/campaigns/campaigns-at-hand.ts';
import { suggestMoreCampaigns } from '../src/collection/campaigns/suggest.ts';
import { exportCollection } from '../src/collection/files/export.ts';
import type { FilesParts } from '../src/collection/files/parts.ts';
import type { JobParts } from '../src/collection/jobs/begin.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import { exportFormats, exportStates } from '../src/exports.ts';
import { suggestMore } from '../src/locales/languages.ts';
import type { Translator, WordKey } from '../src/locales/words.ts';

const MOST = 300;

/** The options that are asked for most, under the names that the command line has for them; the others go into `filters`. */
const texts = ['since', 'until', 'min-quality', 'people', 'filters'] as const;
const switches = ['labels', 'samples'] as const;

/** `/export` gives an owner the collection as files. */
export function exporting({ described, named }: Translator): Command<JobParts & FilesParts & KnowsCampaigns> {
  const option = (name: string, words: WordKey, more: { max_length?: number; autocomplete?: true } = {}) => ({
    type: ApplicationCommandOptionType.String as const,
    name,
    ...described(words),
    ...more,
  });
  const choice = <Value extends string>(
    name: 'format' | 'state',
    values: readonly Value[],
    words: (value: Value) => WordKey,
  ) => ({
    ...option(name, `command.export.${name}`),
    choices: values.map((value) => ({ value, ...named(words(value)) })),
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
      options: [
        choice('format', exportFormats, (value) => `export.format_${value}`),
        option('lang', 'command.export.lang', { max_length: MOST, autocomplete: true }),
        choice('state', exportStates, (value) => `export.state_${value}`),
        option('campaign', 'command.export.campaign', { max_length: MOST, autocomplete: true }),
        ...texts.map((name) =>
          option(name, name === 'min-quality' ? 'command.export.quality' : `command.export.${name}`, {
            max_length: MOST,
          }),
        ),
        ...switches.map(toggle),
      ],
    },
    for: 'owner',
    run: exportCollection,
    suggest: ({ option, text, locale }, { campaigns, clock, translator }) =>
      option === 'campaign'
        ? suggestMoreCampaigns(text, campaigns.current(), clock.now(), translator.words(locale))
        : suggestMore(text, locale),
  };
}
