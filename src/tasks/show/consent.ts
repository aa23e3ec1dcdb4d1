import { createHash } from 'node:crypto';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Translator, Words } from '../../locales/words.ts';
import type { Agreement } from '../../store/consents.ts';
import { filterArgument, type TaskFilter } from '../task-filter.ts';

/** Rises when the meaning of the consent text changes: then everybody is asked again. */
export const CONSENT_VERSION = 1;

/** Whether somebody has agreed to the consent text as it is now. */
export function hasConsented(person: { consent_version: number | null } | undefined): boolean {
  return person?.consent_version === CONSENT_VERSION;
}

/** What taking part means, before anything is kept or asked for. */
export function consentCard(filter: TaskFilter, words: Words): View {
  const { title, text } = consentText(words);
  const agree = customId('agree', subjectOf(agreementTo(words)), filterArgument(filter));
  return notice(
    [...instead(words), text].join('\n\n'),
    [
      { label: words('button.agree'), id: agree, style: 'success' },
      { label: words('button.decline'), id: customId('decline') },
    ],
    title,
  );
}

/** That the text is not in the reader's own language, where that is so: nobody has to guess what they agree to. */
function instead(words: Words): string[] {
  const { insteadOf } = words;
  if (insteadOf === undefined) return [];
  const language = languageName(insteadOf, insteadOf);
  return [words('consent.instead', { language, shown: words('language') })];
}

/**
 * What somebody agrees to who presses the button with this subject: the text that stood above it. Undefined when there
 * is another text by now, or another version, so that they are to be asked again.
 */
export function agreementBehind(subject: string, { words }: Translator): Agreement | undefined {
  const [, lang = ''] = subject.split('.');
  const agreement = agreementTo(words(lang));
  return subjectOf(agreement) === subject ? agreement : undefined;
}

function consentText(words: Words) {
  const parts = ['consent.text', 'consent.points', 'consent.ask'] as const;
  return { title: words('consent.title'), text: parts.map((key) => words(key)).join('\n\n') };
}

function agreementTo(words: Words): Agreement {
  const { title, text } = consentText(words);
  const textHash = createHash('sha256').update(`${title}\n${text}`).digest('hex');
  return { version: CONSENT_VERSION, lang: words.locale, textHash };
}

/** `1.pt.36c4ed851d36`: the beginning of the hash is enough to tell one text of ours from another. */
function subjectOf({ version, lang, textHash }: Agreement): string {
  return [version, lang, textHash.slice(0, 12)].join('.');
}
