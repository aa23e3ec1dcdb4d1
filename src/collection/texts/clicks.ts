import type { Action } from '../../discord/action.ts';
import type { FetchFile } from '../../discord/calls/fetch-file.ts';
import { modalId } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor, CommandInteraction } from '../../discord/interaction.ts';
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
import { hasVisible, stripBlanks } from '../../text.ts';
import type { Desk } from '../desk.ts';
import { textFrom } from './from-file.ts';
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

/**
 * `/settings text`: opens the form of a text in one language, with what holds there now; where a file comes along, shows at
 * once what is in it.
 */
export async function openText(
  { actor, options, files }: CommandInteraction,
  parts: Parts & { fetchFile: FetchFile },
): Promise<Reply> {
  const form = readForm(`${options.what}.${options.language}`);
  if (!form) throw new UserError('problem.outdated');
  const { kind, lang } = form;
  if (files.file) {
    const text = await textFrom(parts.fetchFile, files.file);
    if (text === undefined) throw tooLong(kind);
    if (!hasVisible(text)) throw new UserError('texts.not_text');
    return await propose(form, text, actor, parts);
  }
  const own = (await ownTexts(parts.db, kind)).find((one) => one.lang === lang);
  const language = parts.translator.words(lang)('language');
  const text = own?.text ?? builtIn(kind, parts.translator.words(lang));
  const id = modalId('text', formSubject(kind, lang), '', parts.nonce());
  return { as: 'modal', modal: textForm(id, { kind, text, language }, parts.translator.words(actor.locale)) };
}

async function take({ subject, fields, actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  const form = readForm(subject);
  if (!form) throw new UserError('problem.outdated');
  return await propose(form, typeof fields.text === 'string' ? fields.text : '', actor, parts);
}

/** Keeps a text until its writer has looked at it, and shows it to them. */
async function propose({ kind, lang }: Form, given: string, actor: Actor, parts: Parts): Promise<Reply> {
  const text = stripBlanks(given);
  if (!fitsKind(kind, text)) throw tooLong(kind);
  if (text.includes('\0')) throw new UserError('texts.not_text'); // no database keeps it
  if (text === '' && !(await ownTexts(parts.db, kind)).some((one) => one.lang === lang))
    throw new UserError('texts.none_own');
  const id = await proposeText(parts.db, { kind, lang, text, by: actor.id }, parts.clock.now());
  const language = parts.translator.words(lang)('language');
  const agreed = kind === 'consent' ? await countAgreed(parts.db) : 0;
  const words = parts.translator.words(actor.locale);
  return { as: 'message', view: proposalCard({ id, kind, text, language }, agreed, words) };
}

function tooLong(kind: TextKind): UserError {
  const { units, bytes } = textLimits[kind];
  return new UserError('texts.too_long', { units, bytes });
}

async function use({ subject, argument, actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  const { kind, text } = await known(parts, subject);
  const asksAgain = argument === 'again' && kind === 'consent';
  const by = { by: actor.id, now: parts.clock.now() };
  await putUpText(parts.db, subject, { asksAgain }, by); // one that is up already is what was wanted
  const words = parts.translator.words(actor.locale);
  const { asks_again } = await known(parts, subject);
  const done =
    asks_again === 1 ? 'texts.up_again' : text === '' ? 'texts.down' : (`texts.up_${kind}` as const);
  return { as: 'update', view: notice(words(done, { button: words('button.guidelines') })) };
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
type Form = { kind: TextKind; lang: string };

function readForm(subject: string): Form | undefined {
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
