import type { Action } from '../../discord/action.ts';
import { colours } from '../../discord/colours.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { DeferMode, Reply } from '../../discord/reply.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { fitsForm, typedText } from '../../discord/typed-text.ts';
import { sentences } from '../../locales/sentences.ts';
import { UserError } from '../../locales/user-error.ts';
import type { WordKey, Words } from '../../locales/words.ts';
import type { Contribution } from '../../oasst/contributions.ts';
import type { ChangeHeard } from '../../oasst/contributions-client.ts';
import { whose } from '../../oasst/discord-user.ts';
import { codes, OasstError } from '../../oasst/errors.ts';
import { Id } from '../../oasst/protocol.ts';
import { whereUnderstood } from '../../oasst/understood.ts';
import { findPerson, setSkipsReview } from '../../store/people.ts';
import { hasVisible, stripBlanks } from '../../text.ts';
import { editForm } from './edit-form.ts';
import type { MeParts } from './parts.ts';
import { readGiven } from './read.ts';
import { meView } from './view.ts';

/** The controls on a person's own view of what they gave. New words are taken only under a consent. */
export const meActions: readonly Action<MeParts>[] = [
  meAction('me', 'update', ({ actor, argument }, parts) => showMe(parts, actor, 'update', argument)),
  meAction('meedit', 'never', edit),
  meAction('mesave', 'update', save),
  meAction('mewithdraw', 'update', askWithdraw),
  meAction('mewithdrawn', 'update', withdraw),
  meAction('mereview', 'update', switchReview),
];

/** What the actor gave, from an offset on. */
export async function showMe(
  parts: MeParts,
  actor: Actor,
  as: 'message' | 'update',
  offset = '0',
  note?: string,
): Promise<Extract<Reply, { as: 'message' | 'update' }>> {
  const given = await readGiven(parts, actor, Number.parseInt(offset, 10) || 0);
  return { as, view: meView(given, parts.translator.words(actor.locale), note) };
}

function meAction(name: string, deferMode: DeferMode, run: Action<MeParts>['run']): Action<MeParts> {
  const isSubject = (subject: string) => subject === NO_SUBJECT || Id.safeParse(subject).success;
  return { name, for: 'everybody', deferMode, isSubject, run };
}

/** Opens a form with the text as it is now, or says why it cannot be changed any more. */
async function edit({ actor, subject, argument }: ActionInteraction, parts: MeParts): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  await mustHaveConsented(parts, actor);
  const one = await ownText(parts, actor, subject);
  if (one?.changeable !== 'yes') return await refresh(parts, actor, argument, whyNot(one, words));
  if (!fitsForm(one.text)) return await refresh(parts, actor, argument, words('me.too_big'));
  return { as: 'modal', modal: editForm(one, argument, { words, rules: parts.rules, nonce: parts.nonce() }) };
}

/** Gives the text its new words; whoever cannot gets them back. */
async function save({ actor, subject, argument, fields }: ActionInteraction, parts: MeParts): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const entered = typedText(fields) ?? '';
  await mustHaveConsented(parts, actor);
  if (!hasVisible(entered)) throw new UserError('me.blank');
  const text = stripBlanks(entered);
  if ((await ownText(parts, actor, subject))?.text === text)
    return await refresh(parts, actor, argument, words('me.unchanged'));
  const refusal = await sendEdit(parts, actor, subject, text, words);
  if (refusal === null) return await refresh(parts, actor, argument, words('me.changed'));
  const page = await refresh(parts, actor, argument, sentences(words.locale, refusal, words('refused.kept')));
  return {
    ...page,
    view: { ...page.view, embeds: [keptWords(entered, words), ...page.view.embeds.slice(0, 1)] },
  };
}

/** @throws UserError for whoever does not agree now: before they write anything, and once more when they send it */
async function mustHaveConsented({ db, hasConsented }: MeParts, { id }: Actor): Promise<void> {
  if (!hasConsented(await findPerson(db, id))) throw new UserError('me.no_consent');
}

/** Why the backend does not take the text; null if it has. */
async function sendEdit(
  { oasst, rules }: MeParts,
  actor: Actor,
  id: string,
  text: string,
  words: Words,
): Promise<string | null> {
  try {
    const outcome = await oasst.contributions.edit(whose(actor), id, text);
    return outcome === 'done' ? null : said(outcome, words);
  } catch (error) {
    const key = error instanceof OasstError ? refusals[error.code ?? codes.generic] : undefined;
    if (!key) throw error;
    return words(key, { limit: rules.textLimit });
  }
}

const refusals: Readonly<Record<number, WordKey>> = {
  [codes.textTooLong]: 'refused.too_long',
  [codes.textTooShort]: 'me.too_short',
  [codes.textLikeOwn]: 'refused.like_own',
  [codes.textLikeOthers]: 'refused.like_others',
};

/** Asks once, because it cannot be undone. */
async function askWithdraw({ actor, subject, argument }: ActionInteraction, parts: MeParts): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const one = await ownText(parts, actor, subject);
  if (one?.changeable !== 'yes') return await refresh(parts, actor, argument, whyNot(one, words));
  const buttons = [
    {
      label: words('me.withdraw_now'),
      id: customId('mewithdrawn', subject, argument),
      style: 'danger' as const,
    },
    { label: words('me.keep'), id: customId('me', NO_SUBJECT, argument) },
  ];
  const view = notice(words('me.withdraw_sure'), buttons);
  return { as: 'update', view: { ...view, embeds: [...view.embeds, keptWords(one.text, words)] } };
}

async function withdraw({ actor, subject, argument }: ActionInteraction, parts: MeParts): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const outcome = await parts.oasst.contributions.withdraw(whose(actor), subject);
  const note = outcome === 'done' ? words('me.withdrawn') : said(outcome, words);
  return await refresh(parts, actor, argument, note);
}

/** Sends without a review from now on, or with one again: as the button said, however often it is pressed. */
async function switchReview({ actor, argument }: ActionInteraction, parts: MeParts): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const [wanted, offset = '0'] = argument.split('.');
  await setSkipsReview(parts.db, actor.id, wanted === 'on');
  return await refresh(parts, actor, offset, words(wanted === 'on' ? 'me.unreviewed' : 'me.reviewed'));
}

function refresh(parts: MeParts, actor: Actor, offset: string, note: string) {
  return showMe(parts, actor, 'update', offset, note);
}

async function ownText(
  { oasst }: MeParts,
  actor: Actor,
  id: string,
): Promise<Contribution | null | undefined> {
  return await whereUnderstood(oasst.contributions.one(whose(actor), id));
}

function whyNot(one: Contribution | null | undefined, words: Words): string {
  if (!one) return said(one === null ? 'gone' : undefined, words);
  return said(one.changeable === 'yes' ? undefined : one.changeable, words);
}

/** Why a change was not made; undefined where the backend offers none. */
function said(outcome: Exclude<ChangeHeard, 'done'> | undefined, words: Words): string {
  return outcome === undefined ? words('me.not_told') : words(`me.${outcome}`);
}

function keptWords(text: string, words: Words) {
  const description = clip(foreign(text), { units: 3_500, bytes: 5_000 });
  return { author: { name: words('speaker.yours') }, description, color: colours.own };
}
