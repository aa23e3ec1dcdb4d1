import type { ActionInteraction } from '../../discord/interaction.ts';
import { userOf } from '../../oasst/discord-user.ts';
import { changeDraft } from '../../store/drafts.ts';
import { enqueue, enqueueHeld, type NewCall, type OutboxRow } from '../../store/outbox.ts';
import { LEASE_MS } from '../../store/outbox-delivery.ts';
import { interactionOf } from '../delivery/interaction.ts';
import { draftOf, kindOf } from '../kinds.ts';
import type { Parts } from '../parts.ts';
import type { Given } from '../session/given.ts';
import { readUnderway, type Underway } from '../session/read.ts';
import { isActive, undoTime } from '../session/rules.ts';
import { beginSending } from '../session/send.ts';
import { isReadable, type Session } from '../session/session.ts';

/** Something that can be answered, with what has been entered for it. */
export type Answerable = Underway & { session: Session };

/** Whether a task takes an answer now, and this version can make one. */
function isAnswerableNow(own: Underway, { clock }: Pick<Parts, 'clock'>): own is Answerable {
  return isReadable(own.session) && isActive(own.session, clock.now());
}

/**
 * An answer that is kept for good. `held` is what is to be sent first, where that is in our hands already; `canUndo` says
 * that the answer itself waits until its author cannot take it back any more.
 */
export type Committed = { held: OutboxRow | undefined; given: Given; canUndo: boolean };

/** What is sent: what was entered before, or something newer that is kept together with the answer. */
type Answering = {
  entered?: unknown;
  /** For how long it can be taken back, in ms, during which it stays here, unless its task ends before; 0 for what goes out at once. */
  undoMs: number;
  /** The same interaction has kept it already. */
  isSecondStep?: boolean;
};

/** How often it is tried anew because what was entered was changed by an earlier click just then. */
const TRIES = 5;

/** A task as it was read last, and what was written down of it; undefined where nothing was. */
type Outcome<Own> =
  | { own: Own & Answerable; sent: Committed; entered: unknown }
  | { own: Own; sent?: undefined };

/**
 * Writes an answer down once, for good. What an earlier click changes meanwhile is taken in: the task is read again, and
 * `answering` decides anew what is sent of it, or that nothing is.
 */
export async function commitAnew<Own extends Underway>(
  parts: Parts,
  given: Own,
  interaction: ActionInteraction,
  answering: (own: Own & Answerable) => Answering | undefined,
): Promise<Outcome<Own>> {
  let own = given;
  for (let tries = 0; tries < TRIES && isAnswerableNow(own, parts); tries += 1) {
    const answer = answering(own);
    if (!answer) break;
    const sent = await commit(parts, own, interaction, answer);
    if (sent) return { own, sent, entered: answer.entered };
    const before = own;
    own = { ...own, ...(await readUnderway(parts.db, own.session.taskId)) };
    if (isSame(before, own)) break; // a newer click was quicker, not an earlier one late
  }
  return { own };
}

/** Whether nothing was done or entered between two looks at a task. */
function isSame(one: Underway, other: Underway): boolean {
  return one.session.lastTurn === other.session.lastTurn && one.draftVersion === other.draftVersion;
}

/**
 * Writes the answer down once, made of what was entered as it was read; undefined when it was sent, skipped, ended or
 * changed by another click.
 */
async function commit(
  { db, clock, rules }: Parts,
  own: Answerable,
  interaction: ActionInteraction,
  { entered, undoMs, isSecondStep }: Answering,
): Promise<Committed | undefined> {
  const now = clock.now();
  const { session, stored, draftVersion } = own;
  const { taskId, messageId: known, lastTurn, task, lang } = session;
  const kind = kindOf(task.type);
  return await db.transaction().execute(async (tx) => {
    const begun = await beginSending(
      tx,
      { taskId, messageId: known, lastTurn, interactionId: interaction.id, draftVersion, isSecondStep },
      now,
    );
    if (!begun) return undefined;
    if (entered !== undefined) await changeDraft(tx, taskId, now, () => entered, own);
    const { messageId, bound, given } = begun;
    const atOnce = (call: Pick<NewCall, 'kind' | 'body'>) =>
      enqueueHeld(tx, { taskId, queueKey: taskId, ...call }, now, now + LEASE_MS);
    // a card whose showing we did not live to see has no ack yet
    const ack = bound && (await atOnce({ kind: 'ack', body: { message_id: messageId } }));
    const draft = entered ?? draftOf(kind, stored);
    const secondLook = rules.takesSecondLook ? (kind.warnings?.(task, draft) ?? []) : [];
    const ids = {
      messageId,
      userMessageId: interaction.id,
      lang,
      user: userOf(interaction.actor),
      secondLook,
    };
    const answer = { kind: 'answer' as const, body: interactionOf(task, kind.answer(task, draft), ids) };
    const waitMs = undoTime(session, now, undoMs);
    if (waitMs === 0) return { held: ack || (await atOnce(answer)), given, canUndo: false };
    await enqueue(tx, { taskId, queueKey: taskId, ...answer, notBefore: now + waitMs }, now);
    return { held: ack || undefined, given, canUndo: true };
  });
}
