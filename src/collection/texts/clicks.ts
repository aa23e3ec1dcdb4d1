import type { Action } from '../../discord/action.ts';
import { modalId } from '../../discord/custom-id.ts';
import type { ActionInteraction, CommandInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { type Translator, textLanguages, type Words } from '../../locales/words.ts';
import {
  countAgreed,
  dropText,
  ownTexts,
  proposeText,
  putUpText,
  type WrittenText,
  writtenText,
} from '../../store/own-texts.ts';
import { type TextKind, textKinds } from '../../store/own-texts-table.ts';
import { stripBlanks } from '../../text.ts';
import type { Desk } from '../desk.ts';
import { fitsKind, textLimits } from './limits.ts';
import { formSubject, proposalCard, textForm } from './view.ts';

type Parts = Pick<Desk, 'db' | 'clock' | 'translator' | 'nonce'>;

const isText = (subject: string) => /^[0-9a-f]{16}$/.test(subject);

/** Writing a text of the collection's own: a form, a look at it as people will read it, and putting it up. */
export const textActions: readonly Action<Parts>[] = [
  {
    name: 'text',
    for: 'owner',
    deferMode: 'message',
    isSubject: (subject) => readForm(subject) !== undefined,
    run: take,
  },
  { name: 'textuse', for: 'owner', deferMode: 'update', isSubject: isText, run: use },
  { name: 'textdrop', for: 'owner', deferMode: 'update', isSubject: isText, run: drop },
];

/** `/settings text`: opens the form of a text in one language, with what holds there now. */
export async function openText({ actor, options }: CommandInteraction, parts: Parts): Promise<Reply> {
  const form = readForm(`${options.what}.${options.language}`);
  if (!form) throw new UserError('problem.outdated');
  const { kind, lang } = form;
  const own = (await ownTexts(parts.db, kind)).find((one) => one.lang === lang);
  const language = parts.translator.words(lang)('language');
  const text = own?.text ?? builtIn(kind, parts.translator.words(lang));
  const id = modalId('text', formSubject(kind, lang), '', parts.nonce());
  return { as: 'modal', modal: textForm(id, { kind, text, language }, parts.translator.words(actor.locale)) };
}

async function take({ subject, fields, actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  const form = readForm(subject);
  if (!form) throw new UserError('problem.outdated');
  const { kind, lang } = form;
  const text = stripBlanks(typeof fields.text === 'string' ? fields.text : '');
  if (!fitsKind(kind, text)) {
    const { units, bytes } = textLimits[kind];
    throw new UserError('texts.too_long', { units, bytes });
  }
  const id = await proposeText(parts.db, { kind, lang, text, by: actor.id }, parts.clock.now());
  const language = parts.translator.words(lang)('language');
  const agreed = kind === 'consent' ? await countAgreed(parts.db) : 0;
  const words = parts.translator.words(actor.locale);
  return { as: 'message', view: proposalCard({ id, kind, text, language }, agreed, words) };
}

async function use({ subject, argument, actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  const { kind } = await known(parts, subject);
  const asksAgain = argument === 'again' && kind === 'consent';
  await putUpText(parts.db, subject, { asksAgain }); // one that is up already is what was wanted
  const words = parts.translator.words(actor.locale);
  const { asks_again } = await known(parts, subject);
  return { as: 'update', view: notice(words(asks_again === 1 ? 'texts.up_again' : 'texts.up')) };
}

async function drop({ subject, actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  await dropText(parts.db, subject);
  return { as: 'update', view: notice(parts.translator.words(actor.locale)('case.cancelled')) };
}

/** @throws UserError for a text that was dropped, or lay about for a day */
async function known({ db }: Parts, id: string): Promise<WrittenText> {
  const text = await writtenText(db, id);
  if (!text) throw new UserError('problem.outdated');
  return text;
}

/** What a form is about: a kind of text, and a language of the interface. */
function readForm(subject: string): { kind: TextKind; lang: string } | undefined {
  const [name = '', lang = '', ...more] = subject.split('.');
  const kind = textKinds.find((one) => one === name);
  const isKnown = textLanguages.includes(lang);
  return kind && isKnown && more.length === 0 ? { kind, lang } : undefined;
}

/** What a text of one's own begins with: our own consent, because whoever changes that has to know what it says. */
export function builtIn(kind: TextKind, words: Words): string {
  return kind === 'consent' ? `${words('consent.text')}\n\n${words('consent.points')}` : '';
}

/** The choices of a command for the languages that texts can be in. */
export function languageChoices({ words }: Pick<Translator, 'words'>): { name: string; value: string }[] {
  return textLanguages.map((value) => ({ value, name: words(value)('language') }));
}
