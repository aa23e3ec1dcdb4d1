import { ComponentType } from 'discord-api-types/v10';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { componentLimits } from '../../discord/limits/limits.ts';
import type { Row } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import type { Choices } from '../campaigns/choices.ts';
import type { OpenCounts } from '../open-work.ts';
import { campaignOptions } from './campaigns.ts';
import { counting } from './how-many.ts';

/** What of several types is wanted, as one word says it. */
const groups = [
  ['labels', ['label_initial_prompt', 'label_prompter_reply', 'label_assistant_reply']],
  ['rankings', ['rank_initial_prompts', 'rank_prompter_replies', 'rank_assistant_replies']],
  ['replies', ['prompter_reply', 'assistant_reply']],
  ['ratings', ['rate_summary']],
  ['summaries', ['summarize_story']],
  ['prompts', ['initial_prompt']],
] as const satisfies readonly (readonly [string, readonly TaskType[]])[];

/** `12 labels wanted in English`: of what judges others first, because the rest waits for it; undefined when nothing is. */
export function wantedLine(open: OpenCounts, lang: string, words: Words): string | undefined {
  const language = languageName(lang, words.locale);
  for (const [group, types] of groups) {
    const count = types.reduce((sum, type) => sum + (open.get(type) ?? 0), 0);
    if (count > 0) return words(`work.wanted_${group}`, { ...counting(count, words), language });
  }
  return undefined;
}

/** What there is instead: kinds with their numbers, where that is known, and campaigns. */
export type Else = { open: OpenCounts | undefined; choices: Choices };

/**
 * The select with the kinds that have work now, each with its number, and the campaigns; no row when there is nothing.
 * `subject` is the task that its person goes on from.
 */
export function somethingElse(
  { open, choices }: Else,
  lang: string,
  words: Words,
  subject = NO_SUBJECT,
): Row[] {
  const kinds = [...(open ?? [])].map(([type, count]) => ({
    value: type,
    label: words(`type.${type}`),
    description: words('work.open', counting(count, words)),
  }));
  const options = [...kinds, ...campaignOptions(choices, words)].slice(0, componentLimits.selectOptions);
  if (options.length === 0) return [];
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId('other', subject, lang),
          placeholder: words('work.else'),
          options,
        },
      ],
    },
  ];
}
