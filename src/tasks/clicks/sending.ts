import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import type { Reply, ReplyHandle } from '../../discord/reply.ts';
import { enqueueHeld, type NewCall, type OutboxRow } from '../../store/outbox.ts';
import { LEASE_MS } from '../delivery/delivery.ts';
import { interactionOf } from '../delivery/interaction.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { keepPlace, ownTask, show } from '../lifecycle.ts';
import { type Parts, userOf, wordsFor } from '../parts.ts';
import { beginSending } from '../session/change.ts';
import type { Given } from '../session/given.ts';
import { readSession, readUnderway, type Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import { isReadable, type Session, type StoredSession } from '../session/session.ts';
import { endedView } from '../show/ended.ts';
import { refreshCard } from '../show/refresh.ts';
import { sentView, type Thanks } from '../show/sent.ts';
import { within } from '../within.ts';

/** How long a person is kept waiting for the backend before they are told that their answer is safe. */
const PATIENCE_MS = 8_000;
/** How long they are kept waiting to hear what is open. */
const OPEN_WORK_MS = 1_000;
/** How often sending is tried anew because the draft was changed by an earlier click just then. */
const TRIES = 5;

/** Sends the answer: kept for good in one step with the task's new state, and then brought to the backend. */
export async function submit(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const words = wordsFor(parts, interaction.actor);
  const context = { words, rules: parts.rules };
  let own = await ownTask(parts, interaction.actor, interaction.subject);
  let sent: Committed | undefined;
  for (let tries = 0; tries < TRIES && isSendable(own, parts); tries += 1) {
    sent = await commit(parts, own, interaction);
    if (sent) break;
    const before = own.draftVersion;
    own = (await readUnderway(parts.db, own.session.taskId)) ?? own;
    if (own.draftVersion === before) break; // a newer click was quicker, not an earlier one late
  }
  if (!sent && own.session.state !== 'sending') return await show(parts, own, words, 'update');
  const now = sent ? await deliverNow(parts, own.session, sent.held) : own.session;
  if (isActive(now, parts.clock.now())) {
    return await show(parts, { session: now, stored: own.stored }, words, 'update');
  }
  const view =
    sent && now.state === 'done'
      ? sentView(now, own.stored, words, await thanks(parts, interaction.actor, now, sent.given))
      : endedView(now, own.stored, context, sent !== undefined);
  return {
    as: 'update',
    view,
    shown: (handle) => sentShown(parts, now, interaction, handle),
  };
}

/** What is said of an answer that has just arrived. What is open is not waited for long: it is only the next thing. */
async function thanks(
  { openWork, clock }: Parts,
  actor: Actor,
  { lang, type }: StoredSession,
  given: Given,
): Promise<Thanks> {
  openWork.took(actor, lang, type);
  return { given, open: await within(clock, OPEN_WORK_MS, openWork.of(actor, lang)) };
}

type Sendable = Underway & { session: Session };

function isSendable(own: Underway, { clock, rules }: Parts): own is Sendable {
  const { session, stored } = own;
  if (!isReadable(session) || !isActive(session, clock.now())) return false;
  const kind = kindOf(session.task.type);
  return kind.isSendable(session.task, draftOf(kind, stored), rules);
}

/** An answer that is kept for good. `held` is what is to be sent first, where that is in our hands already. */
type Committed = { held: OutboxRow | undefined; given: Given };

/** Writes the answer down once, as it was read; undefined when it was sent, skipped, ended or changed by another click. */
async function commit(
  { db, clock }: Parts,
  { session, stored, draftVersion }: Sendable,
  interaction: ActionInteraction,
): Promise<Committed | undefined> {
  const now = clock.now();
  const { taskId, messageId: known, task, lang } = session;
  const kind = kindOf(task.type);
  return await db.transaction().execute(async (tx) => {
    const begun = await beginSending(
      tx,
      { taskId, messageId: known, interactionId: interaction.id, draftVersion },
      now,
    );
    if (!begun) return undefined;
    const { messageId, bound, given } = begun;
    const keep = (call: Pick<NewCall, 'kind' | 'body'>) =>
      enqueueHeld(tx, { taskId, queueKey: taskId, ...call }, now, now + LEASE_MS);
    // a card whose showing we did not live to see has no ack yet
    const ack = bound && (await keep({ kind: 'ack', body: { message_id: messageId } }));
    const ids = { messageId, userMessageId: interaction.id, lang, user: userOf(interaction.actor) };
    const body = interactionOf(task, kind.answer(task, draftOf(kind, stored)), ids);
    const answer = await keep({ kind: 'answer', body });
    return { held: ack || answer, given };
  });
}

/**
 * Brings the answer there while its person looks on; late news then come with the reply to their click. A database that
 * fails from here on does not take back what it has taken.
 */
async function deliverNow(
  parts: Parts,
  session: StoredSession,
  held: OutboxRow | undefined,
): Promise<StoredSession> {
  const { taskId } = session;
  parts.awaited.set(taskId, false);
  try {
    await within(parts.clock, PATIENCE_MS, parts.delivery.deliver(taskId, held));
    if (parts.awaited.get(taskId)) return { ...session, state: 'done' }; // as the delivery has just written
    return (await readSession(parts.db, taskId)) ?? session;
  } catch (error) {
    parts.log.error({ err: error, task: taskId }, 'an answer is kept, but could not be delivered at once');
    return { ...session, state: 'sending' };
  } finally {
    parts.awaited.delete(taskId);
  }
}

/** An answer still under way is followed up where it was shown; what arrived meanwhile is told at once. */
async function sentShown(
  parts: Parts,
  session: StoredSession,
  interaction: ActionInteraction,
  handle: ReplyHandle,
): Promise<void> {
  if (session.state !== 'sending') return;
  await keepPlace(parts, session.taskId, interaction.actor.locale, handle);
  const now = await readSession(parts.db, session.taskId);
  if (now && now.state !== 'sending') await refreshCard(parts, session.taskId);
}
