import type { Action } from '../../discord/action.ts';
import { customId, modalId } from '../../discord/custom-id.ts';
import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import type { Button, View } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { userOf, whose } from '../../oasst/discord-user.ts';
import { OasstError } from '../../oasst/errors.ts';
import type { Wish } from '../../oasst/moderation.ts';
import type { FrontEndUser } from '../../oasst/people.ts';
import { Id } from '../../oasst/protocol.ts';
import { findBan, liftBan, noteBan } from '../../store/bans.ts';
import type { Desk } from '../desk.ts';
import { personText } from './person-text.ts';
import { REASON_LIMIT, reasonForm } from './reason-form.ts';

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
  const [stats, given, acts, known] = [
    await oasst.userStats(person.user_id),
    await oasst.contributions.page(whose(person), { offset: 0, most: 1 }),
    await oasst.moderation.actsOn(person.user_id, MOST_ACTS),
    await findBan(db, person.id),
  ];
  const text = personText(
    { person, points: stats.total?.leader_score, given: given?.total, acts, ban: known },
    words,
  );
  const doing = person.enabled ? 'disable' : 'enable';
  const buttons: Button[] = [
    { label: words(`moderate.button_${doing}`), id: customId('person', person.user_id, doing) },
    {
      label: words('moderate.button_purge'),
      id: customId('person', person.user_id, 'purge'),
      style: 'danger',
    },
  ];
  return notice(note ? `${note}\n\n${text}` : text, buttons, words('moderate.person'));
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
  return await done(parts, actor, { act: 'enable', user_id: subject }, '');
}

async function merge({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const into = Id.safeParse(argument).data;
  if (!into) throw new UserError('problem.outdated');
  return await done(parts, actor, { act: 'merge', user_id: subject, into_user_id: into }, '');
}

async function askWhy({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const id = modalId('personban', subject, doingIn(argument), parts.nonce());
  return { as: 'modal', modal: reasonForm(id, parts.translator.words(actor.locale)) };
}

async function ban({ subject, argument, actor, fields }: ActionInteraction, parts: Desk): Promise<Reply> {
  const doing = doingIn(argument);
  const reason = typeof fields.reason === 'string' ? fields.reason.trim().slice(0, REASON_LIMIT) : '';
  if (reason === '' || doing === 'enable') throw new UserError('case.no_reason');
  const person = await parts.oasst.moderation.person(subject);
  // before the backend knows, so that nobody is ever turned away without a reason
  if (person.auth_method === 'discord')
    await noteBan(parts.db, { personId: person.id, reason, by: actor.id }, parts.clock.now());
  return await done(parts, actor, { act: doing, user_id: subject }, reason);
}

async function undo({ subject, argument, actor }: ActionInteraction, parts: Desk): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  await parts.oasst.moderation.undo(userOf(actor), subject);
  const person = await parts.oasst.moderation.person(argument);
  if (person.enabled) await liftBan(parts.db, person.id, parts.clock.now());
  return { as: 'update', view: await personCard(parts, person, words, words('moderate.undone')) };
}

async function done(
  parts: Desk,
  actor: Actor,
  wish: Extract<Wish, { user_id: string }>,
  reason: string,
): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const act = await parts.oasst.moderation.act(userOf(actor), wish, reason);
  const canUndo = act !== undefined && wish.act !== 'merge';
  const buttons = canUndo
    ? [{ label: words('button.undo'), id: customId('personundo', act.id, wish.user_id) }]
    : [];
  return { as: 'update', view: notice(words('moderate.done'), buttons) };
}

function sureButtons(words: Words, id: string): Button[] {
  return [
    { label: words('case.confirm'), id, style: 'danger' },
    { label: words('case.cancel'), id: customId('casecancel', '0000000000000000') },
  ];
}

/** @throws UserError for somebody the backend does not know */
async function personOf({ oasst }: Desk, id: string): Promise<FrontEndUser> {
  try {
    return await oasst.getFrontendUser(whose({ id }));
  } catch (error) {
    if (error instanceof OasstError && error.status === 404) throw new UserError('moderate.nobody');
    throw error;
  }
}

function doingIn(argument: string): Doing {
  const doing = doings.find((one) => one === argument);
  if (!doing) throw new UserError('problem.outdated');
  return doing;
}
