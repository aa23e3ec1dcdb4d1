import type { Action } from '../../discord/action.ts';
import { customId, modalId } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import type { Button, View } from '../../discord/view.ts';
import { sentences } from '../../locales/sentences.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { userOf, whose } from '../../oasst/discord-user.ts';
import { OasstError } from '../../oasst/errors.ts';
import type { Act, Wish } from '../../oasst/moderation.ts';
import type { FrontEndUser } from '../../oasst/people.ts';
import { Id } from '../../oasst/protocol.ts';
import { findBan, liftBan } from '../../store/bans.ts';
import type { Desk } from '../desk.ts';
import { didText, postOfAct, showDeed } from './act-post.ts';
import { appealView } from './appeal-view.ts';
import { mention } from './case-view.ts';
import { mustBeItsMessage } from './own-message.ts';
import { perform } from './perform.ts';
import { isOpen, personText } from './person-text.ts';
import { REASON_LIMIT, reasonForm } from './reason-form.ts';
import { withoutReason, withReason } from './with-reason.ts';

const MOST_ACTS = 8;
const doings = ['disable', 'enable', 'purge'] as const;
type Doing = (typeof doings)[number];

const isId = (subject: string) => Id.safeParse(subject).success;

/** What moderators do to people. Each is asked about once; where the backend keeps a trail, it can be undone. */
export const personActions: readonly Action<Desk>[] = [
  { name: 'person', for: 'moderator', deferMode: 'update', isSubject: isId, run: ask },
  { name: 'personsure', for: 'moderator', deferMode: 'update', isSubject: isId, run: confirm },
  { name: 'personmerge', for: 'moderator', deferMode: 'update', isSubject: isId, run: merge },
  { name: 'personwhy', for: 'moderator', deferMode: 'never', isSubject: isId, run: askWhy },
  { name: 'personban', for: 'moderator', deferMode: 'update', isSubject: isId, run: ban },
  { name: 'personundo', for: 'moderator', deferMode: 'update', isSubject: isId, run: undo },
  { name: 'actundo', for: 'moderator', deferMode: 'message', isSubject: isId, run: undoInLog },
];

/** A person with what is known of them; with another account of theirs (`into`), the question whether to merge the two. */
export async function showPerson(
  parts: Desk,
  actor: Actor,
  personId: string,
  into: string | undefined,
): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const person = await personOf(parts, personId);
  if (into === undefined) return { as: 'message', view: await personCard(parts, person, words) };
  if (into === personId) throw new UserError('moderate.same');
  const other = await personOf(parts, into);
  const buttons = sureButtons(words, customId('personmerge', person.user_id, other.user_id));
  const text = words('moderate.merge', { from: `<@${personId}>`, into: `<@${into}>` });
  return { as: 'message', view: notice(text, buttons) };
}

async function personCard(parts: Desk, person: FrontEndUser, words: Words, note?: string): Promise<View> {
  const { oasst, db } = parts;
  const [points, given, flags, acts, known] = [
    await pointsOf(parts, person),
    await oasst.contributions.page(whose(person), { offset: 0, most: 1 }),
    await oasst.moderation.flagsOn(person.user_id),
    await oasst.moderation.actsOn(person.user_id, MOST_ACTS),
    await findBan(db, person.id),
  ];
  const text = personText({ person, points, given: given?.total, flags, acts, ban: known }, words);
  const doing = person.enabled ? 'disable' : 'enable';
  const buttons: Button[] = [
    { label: words(`moderate.button_${doing}`), id: customId('person', person.user_id, doing) },
    {
      label: words('moderate.button_purge'),
      id: customId('person', person.user_id, 'purge'),
      style: 'danger',
    },
  ];
  const view = notice(note ? `${note}\n\n${text}` : text, buttons, words('moderate.person'));
  if (!isOpen(known) || known.appeal === null) return view;
  const appeal = appealView(known, words, 'lookup');
  return {
    ...view,
    embeds: [...view.embeds, ...appeal.embeds],
    components: [...view.components, ...appeal.components],
  };
}

/** Counted now, as in their own `/me`; where the backend does not tell that, as its leaderboard was counted last. */
async function pointsOf({ oasst }: Desk, person: FrontEndUser): Promise<number | undefined> {
  const counted = await oasst.contributions.points(whose(person));
  return counted?.score ?? (await oasst.userStats(person.user_id)).total?.leader_score;
}

async function ask({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const doing = doingIn(argument);
  const text =
    doing === 'purge'
      ? words('moderate.sure_purge', { count: await parts.oasst.moderation.purgePreview(subject) })
      : words(doing === 'disable' ? 'case.follows_disable' : 'moderate.sure_enable');
  const buttons = sureButtons(
    words,
    doing === 'enable' ? customId('personsure', subject, doing) : customId('personwhy', subject, doing),
  );
  return { as: 'update', view: notice(text, buttons) };
}

async function confirm({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  if (doingIn(argument) !== 'enable') throw new UserError('problem.outdated'); // those need their reason
  const person = await parts.oasst.moderation.person(subject);
  await liftBan(parts.db, person.id, parts.clock.now());
  return await done(parts, actor, { act: 'enable', user_id: subject }, { person });
}

async function merge({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const intoId = Id.safeParse(argument).data;
  if (!intoId) throw new UserError('problem.outdated');
  const { moderation } = parts.oasst;
  const [person, into] = [await moderation.person(subject), await moderation.person(intoId)];
  return await done(parts, actor, { act: 'merge', user_id: subject, into_user_id: intoId }, { person, into });
}

async function askWhy({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const doing = doingIn(argument);
  const words = parts.translator.words(actor.locale);
  const title = words(doing === 'purge' ? 'moderate.button_purge' : 'case.reason_title');
  const id = modalId('personban', subject, doing, parts.nonce());
  return { as: 'modal', modal: reasonForm(id, title, words) };
}

async function ban({ subject, argument, actor, fields }: ActionInteraction, parts: Desk): Promise<Reply> {
  const doing = doingIn(argument);
  const reason = typeof fields.reason === 'string' ? fields.reason.trim().slice(0, REASON_LIMIT) : '';
  if (reason === '' || doing === 'enable') throw new UserError('case.no_reason');
  const person = await parts.oasst.moderation.person(subject);
  const wish = { act: doing, user_id: subject };
  const keepOut = () => perform(parts, actor, wish, { reason, personId: person.id });
  const act =
    person.auth_method === 'discord'
      ? await withReason(parts, { personId: person.id, reason, by: actor.id }, keepOut)
      : await keepOut();
  return await told(parts, actor, { wish, act, person, reason });
}

async function undo({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const person = await takeBack(parts, actor, subject, argument);
  return { as: 'update', view: await personCard(parts, person, words, words('moderate.undone')) };
}

/** The same below a deed in a log channel, which stays there and says so. */
async function undoInLog(interaction: ActionInteraction, parts: Desk): Promise<Reply> {
  const { subject, argument, actor } = interaction;
  await mustBeItsMessage(interaction, parts, (channelId) => postOfAct(subject, channelId));
  await takeBack(parts, actor, subject, argument);
  return { as: 'message', view: notice(parts.translator.words(actor.locale)('moderate.undone')) };
}

/** Takes an act back, tells the log channels, and gives whom it was about. @throws as the client does */
async function takeBack(parts: Desk, actor: Actor, actId: string, about: string): Promise<FrontEndUser> {
  const { moderation } = parts.oasst;
  const { act, actor: by, reason, user_id, undone_by } = await moderation.undo(userOf(actor), actId);
  const person = await moderation.person(user_id ?? about);
  await withoutReason(parts, { id: actId, act }, person);
  const doing = doings.find((one) => one === act);
  if (doing)
    await showDeed(parts, {
      act: doing,
      by: discordId(by),
      personId: person.id,
      reason,
      undo: { actId, userId: person.user_id },
      undoneBy: discordId(undone_by ?? ''),
    });
  return person;
}

type WishOnPerson = Extract<Wish, { user_id: string }>;

async function done(
  parts: Desk,
  actor: Actor,
  wish: WishOnPerson,
  about: { person: FrontEndUser; into?: FrontEndUser },
): Promise<Reply> {
  const act = await perform(parts, actor, wish, { personId: about.person.id });
  return await told(parts, actor, { ...about, wish, act });
}

type Done = {
  wish: WishOnPerson;
  act: Act | undefined;
  person: FrontEndUser;
  into?: FrontEndUser;
  reason?: string;
};

/** Tells the log channels what was done to a person, and gives what its moderator reads. */
async function told(
  parts: Desk,
  actor: Actor,
  { wish, act, person, into, reason = '' }: Done,
): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const undo = act && wish.act !== 'merge' ? { actId: act.id, userId: wish.user_id } : undefined;
  const deed = { act: wish.act, by: actor.id, personId: person.id, into: into?.id, reason, undo };
  await showDeed(parts, deed);
  const buttons = undo
    ? [{ label: words('button.undo'), id: customId('personundo', undo.actId, undo.userId) }]
    : [];
  const text = into
    ? words('moderate.merged', { from: mention(person.id), into: mention(into.id) })
    : sentences(words.locale, words('moderate.done'), didText(deed, words));
  return { as: 'update', view: notice(text, buttons) };
}

function sureButtons(words: Words, id: string): Button[] {
  return [
    { label: words('case.confirm'), id, style: 'danger' },
    { label: words('case.cancel'), id: customId('casecancel') },
  ];
}

/** @throws UserError for somebody the backend does not know */
async function personOf({ oasst }: Desk, id: string): Promise<FrontEndUser> {
  try {
    return await oasst.getFrontendUser(whose({ id }));
  } catch (error) {
    if (error instanceof OasstError && error.status === 404)
      throw new UserError('moderate.nobody', { who: `<@${id}>` });
    throw error;
  }
}

function doingIn(argument: string): Doing {
  const doing = doings.find((one) => one === argument);
  if (!doing) throw new UserError('problem.outdated');
  return doing;
}

/** The Discord id of who an act names; empty for anybody who is not from there. */
function discordId(actor: string): string {
  return actor.startsWith('discord:') ? actor.slice('discord:'.length) : '';
}
