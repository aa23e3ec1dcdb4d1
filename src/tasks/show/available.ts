import { ComponentType } from 'discord-api-types/v10';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { componentLimits, messageLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import { type Button, pairedRows, type Row, type View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { Campaign } from '../../oasst/campaigns.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import { type Choices, noChoices } from '../campaigns/choices.ts';
import type { OpenIn } from '../elsewhere.ts';
import type { OpenCounts } from '../open-work.ts';
import { filterArgument, type TaskFilter } from '../task-filter.ts';
import { campaignLines, campaignSelect, progressLine } from './campaigns.ts';
import { counting, howMany } from './how-many.ts';
import { somethingElse } from './what-next.ts';

/** What is open for somebody: here undefined when the backend does not say. */
export type Available = {
  lang: string;
  here: OpenCounts | undefined;
  elsewhere: readonly OpenIn[];
  choices: Choices;
  /** The campaign they work in; undefined for none. */
  campaign?: Campaign | undefined;
  /** A line of news above everything else. */
  note?: string | undefined;
};

/** What is open by kind, the most wanted first, with a button for each that starts it, and the other languages in which something is. */
export function availableView(available: Available, words: Words): View {
  const { lang, here, elsewhere, choices } = available;
  const title = words('work.title', { language: languageName(lang, words.locale) });
  const above = headLines(available, words);
  const below = campaignSelect(choices, words);
  const said = (text: string, buttons: readonly Button[]) => {
    const view = notice([...above, text].join('\n\n'), buttons, title);
    return { ...view, components: [...view.components, ...below] };
  };
  if (!here) return said(words('work.unknown'), [startButton(words)]);
  if (here.size === 0 && elsewhere.length === 0) return said(words('work.none'), []);
  const lines = [...here].map(([type, count]) => `**${howMany(count, words)}** · ${words(`type.${type}`)}`);
  const text = here.size === 0 ? words('work.none_here') : lines.join('\n');
  const view = said([text, ...elsewhereLine(elsewhere, words)].join('\n\n'), []);
  const selects = [...view.components, ...languageSelect(elsewhere, words)];
  const buttons = kindRows([...here], lang, words, messageLimits.rows - selects.length);
  return { ...view, components: [...buttons, ...selects] };
}

function headLines({ campaign, note }: Available, words: Words): string[] {
  const lines = campaign
    ? [...campaignLines(campaign), ...progressLine(campaign, words), words('campaign.inside')]
    : [];
  return [...(note === undefined ? [] : [note]), ...(lines.length > 0 ? [lines.join('\n')] : [])];
}

/** The button that gives a person a task: of a kind in a language, or any in their own. */
export function startButton(words: Words, filter?: TaskFilter): Button {
  const id = customId('start', NO_SUBJECT, filter && filterArgument(filter));
  if (filter) return { label: words(`type.${filter.type}`), id };
  return { label: words('button.start'), id, style: 'primary' };
}

/** A button for each kind, in pairs; the least wanted are in a select below them where there are too many for the room. */
function kindRows(
  open: readonly (readonly [TaskType, number])[],
  lang: string,
  words: Words,
  room: number,
): Row[] {
  const shown = open.length <= 2 * room ? open : open.slice(0, 2 * (room - 1));
  const buttons = shown.map(([type], index) => ({
    ...startButton(words, { type, lang }),
    ...(index === 0 ? { style: 'primary' as const } : {}),
  }));
  const rest = new Map(open.slice(shown.length));
  return [...pairedRows(buttons), ...somethingElse({ open: rest, choices: noChoices }, lang, words)];
}

function elsewhereLine(elsewhere: readonly OpenIn[], words: Words): string[] {
  if (elsewhere.length === 0) return [];
  const languages = elsewhere.map(
    ({ lang, count }) => `${languageName(lang, words.locale)} **${howMany(count, words)}**`,
  );
  return [words('work.elsewhere', { languages: languages.join(' · ') })];
}

/** The select that shows what is open in another language; no row when nothing is. */
export function languageSelect(elsewhere: readonly OpenIn[], words: Words): Row[] {
  if (elsewhere.length === 0) return [];
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customId('available'),
          placeholder: words('work.language'),
          options: elsewhere.slice(0, componentLimits.selectOptions).map(({ lang, count }) => ({
            value: lang,
            label: languageName(lang, words.locale),
            description: words('work.open', counting(count, words)),
          })),
        },
      ],
    },
  ];
}
