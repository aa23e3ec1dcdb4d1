import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { Button, View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { type Choices, noChoices } from '../campaigns/choices.ts';
import { campaignName } from '../campaigns/name.ts';
import type { OpenIn } from '../elsewhere.ts';
import type { OpenCounts } from '../open-work.ts';
import { filterArgument, type TaskFilter } from '../task-filter.ts';
import { languageSelect } from './available.ts';
import { somethingElse } from './what-next.ts';

/** There is no task: what else can be done, and what there is instead where that is known. */
export function nothingToDo(filter: TaskFilter, words: Words, instead: Instead = {}): View {
  return withInstead(notice(sorry(filter, words), onward(filter, words)), filter, words, instead);
}

/** The same for somebody who has just skipped a task, with `news` of that and the buttons that go with it. */
export function nothingAfterSkip(
  filter: TaskFilter,
  words: Words,
  instead: Instead,
  { news, buttons }: { news: string; buttons: readonly Button[] },
): View {
  return withInstead(notice(`${news}\n${sorry(filter, words)}`, buttons), filter, words, instead);
}

/** What is open instead: in the language that was asked for, and in others; and what campaigns there are. */
export type Instead = {
  here?: OpenCounts | undefined;
  elsewhere?: readonly OpenIn[];
  choices?: Choices;
};

function withInstead(
  view: View,
  { lang }: TaskFilter,
  words: Words,
  { here, elsewhere = [], choices = noChoices }: Instead,
): View {
  const below = [...somethingElse({ open: here, choices }, lang, words), ...languageSelect(elsewhere, words)];
  return { ...view, components: [...view.components, ...below] };
}

function sorry({ type, lang, campaign }: TaskFilter, words: Words): string {
  const language = languageName(lang, words.locale);
  if (type !== 'random') return words('nothing.type', { language, type: words(`type.${type}`) });
  if (campaign) return words('campaign.nothing', { name: campaignName(campaign), language });
  return words('nothing.any', { language });
}

function onward({ type }: TaskFilter, words: Words): Button[] {
  const again = { label: words('button.again'), id: customId('next', NO_SUBJECT, type) };
  if (type === 'random') return [again];
  return [
    { label: words('button.any'), id: customId('next', NO_SUBJECT, 'random'), style: 'primary' },
    again,
  ];
}

/** The backend wants its terms accepted first. */
export function termsCard(filter: TaskFilter, words: Words): View {
  const agree = {
    label: words('button.agree'),
    id: customId('terms', NO_SUBJECT, filterArgument(filter)),
    style: 'success' as const,
  };
  const decline = { label: words('button.decline'), id: customId('decline') };
  const text = words('terms.text', { button: words('button.agree') });
  return notice(text, [agree, decline], words('terms.title'));
}
