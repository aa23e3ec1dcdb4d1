import type { Actor } from '../discord/interaction.ts';
import type { Reply, ReplyHandle } from '../discord/reply.ts';
import type { View } from '../discord/view.ts';
import { UserError } from '../locales/user-error.ts';
import type { Words } from '../locales/words.ts';
import { userOf } from '../oasst/discord-user.ts';
import { type CardPlace, findCard, keepCard, type Whereabouts } from '../store/cards.ts';
import { enqueue, enqueueHeld, type NewCall } from '../store/outbox.ts';
import { LEASE_MS } from '../store/outbox-delivery.ts';
import { canTakeBack } from '../store/outbox-undo.ts';
import { findPerson } from '../store/people.ts';
import { inBackground, type Parts } from './parts.ts';
import { consentNeeded } from './read-consent.ts';
import { endTold } from './session/change.ts';
import { listUnderway, readOwned, type Underway } from './session/read.ts';
import { endingOf, isActive } from './session/rules.ts';
import { bindMessage } from './session/send.ts';
import { isReadable, type Session, type SessionFacts, type StoredSession } from './session/session.ts';
import { hasConsented } from './show/consent.ts';
import { activeView, endedView } from './show/ended.ts';
import { lineView } from './show/line.ts';
import { refreshCard } from './show/refresh.ts';
import { readType } from './task-filter.ts';

/** In a message of its own, or in place of the one that was clicked. */
export type Showing = 'message' | 'update';
/** A card in one of these ways. */
export type Card = Extract<Reply, { as: Showing }>;

/** Who has seen a card: in which language, and where they were, which decides what is offered on it. */
type SeenBy = Pick<Actor, 'locale'> & Whereabouts;

/** Shows a task as it stands, wherever its person is with it. */
export async function show(
  parts: Parts,
  { session, stored, isNew = false }: Pick<Underway, 'session' | 'stored'> & { isNew?: boolean },
  words: Words,
  as: Showing,
  note?: string,
): Promise<Card> {
  const context = { words, rules: parts.rules };
  if (isReadable(session) && isActive(session, parts.clock.now())) {
    const view = activeView(session, stored, context, note);
    const before = isNew ? undefined : { entered: stored };
    return { as, view, shown: (handle) => cardShown(parts, session, words.locale, handle, before) };
  }
  const isUndoable = await canStillTakeBack(parts, session);
  // an end nobody has been told of is told now, and then behind them
  return {
    as,
    view: endedView(session, stored, context, { canTakeBack: isUndoable }),
    shown: () => ended(parts, session),
  };
}

/** Whether what was sent still waits here so that its author can take it back. */
export async function canStillTakeBack(
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
  { taskId, state }: SessionFacts,
): Promise<boolean> {
  return state === 'sending' && (await canTakeBack(db, taskId, clock.now()));
}

/** After its person was told that a task is over: one that this version cannot read goes back to the backend. */
async function ended(parts: Parts, session: StoredSession): Promise<void> {
  const { db, clock } = parts;
  const { taskId, personId } = session;
  const now = clock.now();
  const ending = endingOf(session, now);
  if (ending === 'told') {
    await endTold(db, session, ending, now);
    return;
  }
  const given = await db.transaction().execute(async (tx) => {
    const given = await endTold(tx, session, ending, now);
    const name = (await findPerson(tx, personId))?.display_name ?? '';
    if (given) await enqueue(tx, nackOf({ id: personId, name }, taskId), now);
    return given;
  });
  if (given) inBackground(parts, 'nack', parts.delivery.deliver(session.taskId));
}

/** Everything a person has under way: what is open or came back, then what still has to be delivered. */
export async function underway({ db }: Parts, { id }: Actor): Promise<Underway[]> {
  return await listUnderway(db, id, ['returned', 'open', 'sending']);
}

/** A task as its person has it; `skipsReview` says that they want texts and labels to go out as soon as they are complete. */
export type Own = Underway & { skipsReview: boolean };

/**
 * The actor's own task behind a control, with what was entered.
 * @throws UserError for one that is unknown or somebody else's, ConsentNeeded where the consent its person gave is not
 *   to the text as it is now: nothing is shown, taken or handed back under it
 */
export async function ownTask(parts: Parts, actor: Actor, taskId: string): Promise<Own> {
  const { hasAgreed, ...own } = await givenTask(parts, actor, taskId);
  const { requested, lang } = own.session;
  if (!hasAgreed) throw await consentNeeded(parts, actor, { type: readType(requested), lang });
  return own;
}

/**
 * The same whether or not they still agree: to take back what is on its way nobody has to.
 * @throws UserError as above
 */
export async function givenTask(
  parts: Parts,
  actor: Actor,
  taskId: string,
): Promise<Own & { hasAgreed: boolean }> {
  const found = await readOwned(parts.db, taskId);
  if (!found) throw new UserError('problem.no_such_task');
  const { owner, underway } = found;
  if (underway.session.personId !== actor.id) throw new UserError('problem.not_yours');
  return { ...underway, skipsReview: owner.skips_review === 1, hasAgreed: hasConsented(owner) };
}

/** The call that hands a task back, with the reason if there is one. */
export function nackOf(actor: Pick<Actor, 'id' | 'name'>, taskId: string, reason?: string): NewCall {
  return { kind: 'nack', taskId, queueKey: taskId, body: { user: userOf(actor), reason } };
}

/**
 * After a card is up: the first one gives the task the id it is acked with, and the ack goes out. `before` is what was
 * entered for a task that was shown before.
 */
async function cardShown(
  parts: Parts,
  session: Session,
  locale: string,
  handle: ReplyHandle,
  before: { entered: unknown } | undefined,
): Promise<void> {
  if (before) await keepPlace(parts, session, before.entered, { locale }, handle);
  else await keepNewPlace(parts, session.taskId, { locale }, handle);
  if (session.messageId === null) await ackWith(parts, session.taskId, handle.messageId);
}

/** Whoever uses a card has seen it, even if Discord denies it later: then it is acked, and not given up as unseen. */
export async function cardUsed(parts: Parts, session: Session, interactionId: string): Promise<void> {
  if (session.messageId === null) await ackWith(parts, session.taskId, interactionId);
}

async function ackWith(parts: Parts, taskId: string, messageId: string): Promise<void> {
  const now = parts.clock.now();
  const first = await parts.db.transaction().execute(async (tx) => {
    const message_id = await bindMessage(tx, taskId, messageId, now);
    if (message_id === undefined) return undefined;
    const ack = { kind: 'ack' as const, taskId, queueKey: taskId, body: { message_id } };
    return { held: await enqueueHeld(tx, ack, now, now + LEASE_MS) };
  });
  if (first) inBackground(parts, 'ack', parts.delivery.deliver(taskId, first.held));
}

/**
 * Remembers where a task was last shown, for news that come later. Where it was shown before, in another message, one
 * line is left of it, as long as Discord lets us edit that.
 */
export async function keepPlace(
  parts: Parts,
  session: StoredSession,
  stored: unknown,
  seenBy: SeenBy,
  handle: ReplyHandle,
): Promise<void> {
  const { db, clock, translator } = parts;
  const before = await findCard(db, session.taskId, clock.now());
  await keepNewPlace(parts, session.taskId, seenBy, handle);
  if (!before || before.message_id === handle.messageId || before.collapsed === 1) return;
  const line = lineView(session, stored, translator.words(before.locale));
  inBackground(parts, 'older copy', collapseOlder(parts, before, line));
}

/** Its person may have gone back to that message while the line was on its way: then the task is shown there again. */
async function collapseOlder(parts: Parts, older: CardPlace, line: View): Promise<void> {
  await parts.edit(older, line);
  const place = await findCard(parts.db, older.task_id, parts.clock.now());
  if (place?.message_id === older.message_id) await refreshCard(parts, older.task_id);
}

async function keepNewPlace(
  { db }: Parts,
  taskId: string,
  { locale, guildId, roles }: SeenBy,
  { messageId, token, validUntil }: ReplyHandle,
): Promise<void> {
  await keepCard(db, {
    task_id: taskId,
    message_id: messageId,
    token,
    locale,
    valid_until: validUntil,
    guildId,
    roles,
  });
}
