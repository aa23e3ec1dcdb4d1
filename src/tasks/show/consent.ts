import { createHash } from 'node:crypto';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { foreign } from '../../discord/text/foreign.ts';
import type { View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import { nearestText } from '../../locales/nearest-text.ts';
import type { Translator, Words } from '../../locales/words.ts';
import type { Agreement } from '../../store/consents.ts';
import type { OwnText } from '../../store/own-texts.ts';
import { type Goal, goalArgument } from '../task-filter.ts';

/** Rises when the meaning of our own consent text changes: then everybody is asked again, as when owners ask anew. */
export const CONSENT_VERSION = 1;

/** Whether somebody has agreed to the consent text as it is now. */
export function hasConsented(
  person: { consent_version: number | null; consent_raises: number } | undefined,
): boolean {
  return person !== undefined && person.consent_version === CONSENT_VERSION + person.consent_raises;
}

/** A consent text as somebody reads it: our own, or the owners'. */
export type Consent = {
  /** How often owners have asked everybody anew. */
  raises: number;
  title: string;
  text: string;
  /** The language of the text. */
  lang: string;
  /** What stands above it where that is not the reader's. */
  instead?: string | undefined;
  /** Whether its reader has agreed to an earlier one. */
  isRenewed?: boolean;
};

/** What taking part means, before anything is kept or asked for. */
export function consentCard(goal: Goal, words: Words, consent: Consent = builtIn(words, 0)): View {
  const { title, text, instead, isRenewed } = consent;
  const before = isRenewed ? [words('consent.renewed')] : [];
  const agree = customId('agree', subjectOf(agreementTo(consent)), goalArgument(goal));
  return notice(
    [...before, ...(instead === undefined ? [] : [instead]), text].join('\n\n'),
    [
      { label: words('button.agree'), id: agree, style: 'success' },
      { label: words('button.decline'), id: customId('decline') },
    ],
    title,
  );
}

/**
 * The consent text for readers of a locale: the owners' own where there is one, in their language or the nearest that has
 * one, else ours.
 */
export function consentFor(
  { own, raises }: { own: readonly OwnText[]; raises: number },
  locale: string,
  { words }: Translator,
): Consent {
  const found = nearestText(own, locale);
  if (!found) return builtIn(words(locale), raises);
  const inIts = words(found.lang);
  return {
    raises,
    title: inIts('consent.title'),
    text: `${foreign(found.text)}\n\n${inIts('consent.ask')}`,
    lang: found.lang,
    instead: found.own ? undefined : insteadText(locale, inIts, words(locale)),
  };
}

function builtIn(words: Words, raises: number): Consent {
  const parts = ['consent.text', 'consent.points', 'consent.ask'] as const;
  const { insteadOf, locale: lang } = words;
  return {
    raises,
    title: words('consent.title'),
    text: parts.map((key) => words(key)).join('\n\n'),
    lang,
    instead: insteadOf === undefined ? undefined : insteadText(insteadOf, words, words),
  };
}

/** That a text is not in the reader's own language: nobody has to guess what they agree to. */
function insteadText(wanted: string, shown: Words, words: Words): string {
  return words('consent.instead', {
    language: languageName(wanted, wanted),
    shown: shown.locale === words.locale ? words('language') : languageName(shown.locale, words.locale),
  });
}

/** What somebody agrees to who presses the button below this text. */
export function agreementTo({ raises, title, text, lang }: Consent): Agreement {
  const textHash = createHash('sha256').update(`${title}\n${text}`).digest('hex');
  return { version: CONSENT_VERSION + raises, lang, textHash };
}

/** `1.pt.36c4ed851d36`: the beginning of the hash is enough to tell one text from another. */
export function subjectOf({ version, lang, textHash }: Agreement): string {
  return [version, lang, textHash.slice(0, 12)].join('.');
}
