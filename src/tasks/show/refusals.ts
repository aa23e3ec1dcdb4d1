import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
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
  const { here, elsewhere = [], choices = noChoices } = instead;
  const view = sorry(filter, words);
  const below = [
    ...somethingElse({ open: here, choices }, filter.lang, words),
    ...languageSelect(elsewhere, words),
  ];
  return { ...view, components: [...view.components, ...below] };
}

/** What is open instead: in the language that was asked for, and in others; and what campaigns there are. */
export type Instead = {
  here?: OpenCounts | undefined;
  elsewhere?: readonly OpenIn[];
  choices?: Choices;
};

function sorry(filter: TaskFilter, words: Words): View {
  const language = languageName(filter.lang, words.locale);
  const again = { label: words('button.again'), id: customId('next', NO_SUBJECT, filter.type) };
  if (filter.campaign && filter.type === 'random') {
    const name = campaignName(filter.campaign);
    return notice(words('campaign.nothing', { name, language }), [again]);
  }
  if (filter.type === 'random') return notice(words('nothing.any', { language }), [again]);
  const text = words('nothing.type', { language, type: words(`type.${filter.type}`) });
  const any = {
    label: words('button.any'),
    id: customId('next', NO_SUBJECT, 'random'),
    style: 'primary' as const,
  };
  return notice(text, [any, again]);
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
