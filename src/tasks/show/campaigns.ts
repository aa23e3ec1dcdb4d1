import { type APISelectMenuOption, ComponentType } from 'discord-api-types/v10';
import { customId } from '../../discord/custom-id.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { inOneLine, quotedPlain } from '../../discord/text/inline.ts';
import type { Row } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Campaign, TaskCampaign } from '../../oasst/campaigns.ts';
import type { Choices } from '../campaigns/choices.ts';
import { campaignName } from '../campaigns/name.ts';
import { campaignValue } from '../campaigns/value.ts';

/** Discord's own limits are 100 for a label and as many for a description. */
const OPTION = { units: 90, bytes: 360 };
const TOPIC = { units: 500, bytes: 1_000 };

/** The campaigns somebody can choose, as options of a select; the first leads out of the one they are in. */
export function campaignOptions({ isInOne, others }: Choices, words: Words): APISelectMenuOption[] {
  const out = { label: words('campaign.everything'), value: campaignValue(null), emoji: { name: '🌍' } };
  return [
    ...(isInOne ? [out] : []),
    ...others.map(({ id, name, topic }) => ({
      label: inOneLine(name, OPTION),
      value: campaignValue(id),
      emoji: { name: '🎯' },
      ...(topic === '' ? {} : { description: quotedPlain(topic, OPTION) }),
    })),
  ];
}

/** The select by which somebody chooses a campaign and sees what is open in it; no row when there is none. */
export function campaignSelect(choices: Choices, words: Words): Row[] {
  const options = campaignOptions(choices, words);
  if (options.length === 0) return [];
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId('campaign'),
          placeholder: words('campaign.choose'),
          options,
        },
      ],
    },
  ];
}

/** What a card says of the campaign its task is of: its name, and what an owner says of it. */
export function campaignLines(campaign: TaskCampaign | null | undefined): string[] {
  if (!campaign) return [];
  const topic = foreign(campaign.topic).trim();
  return [`🎯 **${campaignName(campaign)}**`, ...(topic === '' ? [] : [clip(topic, TOPIC)])];
}

/** How far a campaign is, against its goal where it has one; nothing where that is not known. */
export function progressLine({ goal, progress }: Campaign, words: Words): string[] {
  if (!progress) return [];
  const { trees, messages } = progress;
  const finished = trees.ready_for_export ?? 0;
  if (goal?.of === 'messages') return [words('campaign.messages_of', { messages, goal: goal.count })];
  if (goal) return [words('campaign.trees_of', { finished, goal: goal.count })];
  return [words('campaign.so_far', { finished, messages })];
}
