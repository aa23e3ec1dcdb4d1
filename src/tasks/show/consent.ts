import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { filterArgument, type TaskFilter } from '../task-filter.ts';

/** Rises when the meaning of the consent text changes: then everybody is asked again. */
export const CONSENT_VERSION = 1;

/** Whether somebody has agreed to the consent text as it is now. */
export function hasConsented(person: { consent_version: number | null } | undefined): boolean {
  return person?.consent_version === CONSENT_VERSION;
}

/** What taking part means, before anything is kept or asked for. */
export function consentCard(filter: TaskFilter, words: Words): View {
  const text = (['consent.text', 'consent.points', 'consent.ask'] as const).map((key) => words(key));
  const agree = customId('agree', NO_SUBJECT, filterArgument(filter));
  return notice(
    [...instead(words), ...text].join('\n\n'),
    [
      { label: words('button.agree'), id: agree, style: 'success' },
      { label: words('button.decline'), id: customId('decline') },
    ],
    words('consent.title'),
  );
}

/** That the text is not in the reader's own language, where that is so: nobody has to guess what they agree to. */
function instead(words: Words): string[] {
  const { insteadOf } = words;
  if (insteadOf === undefined) return [];
  const language = languageName(insteadOf, insteadOf);
  return [words('consent.instead', { language, shown: words('language') })];
}
