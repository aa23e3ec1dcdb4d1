import type { Actor } from '../discord/interaction.ts';
import type { Lesson } from '../locales/lessons.ts';
import { UserError } from '../locales/user-error.ts';
import { userOf } from '../oasst/discord-user.ts';
import { NotUnderstood } from '../oasst/errors.ts';
import type { Task } from '../oasst/tasks.ts';
import { askErasure } from '../store/erasures.ts';
import { enqueue } from '../store/outbox.ts';
import { findPerson } from '../store/people.ts';
import { kindOf } from './kinds.ts';
import { unaskable } from './labels/pages.ts';
import { type Card, nackOf, type Showing, show } from './lifecycle.ts';
import { offer } from './offering.ts';
import { beginKeeping, inBackground, type Parts, wordsFor } from './parts.ts';
import { giveUpUnseen } from './session/change.ts';
import { type NewSession, openSession } from './session/open.ts';
import { listUnderway } from './session/read.ts';
import type { StoredSession } from './session/session.ts';
import type { TaskFilter } from './task-filter.ts';

/** Hands a task back for good, through the outbox, so that it is not blocked for others. */
export async function handBack(parts: Parts, actor: Actor, taskId: string): Promise<void> {
  await enqueue(parts.db, nackOf(actor, taskId), parts.clock.now());
  inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

/**
 * Keeps a fetched task, and shows it, with a note above it; hands it back when it cannot be shown, or another was quicker.
 * With a lesson, the examples are offered first, and the task waits for its person behind them.
 */
export async function take(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  task: Task,
  as: Showing,
  { note, lesson }: { note?: string | undefined; lesson?: Lesson | undefined } = {},
): Promise<Card> {
  if (!kindOf(task.type).canShow(task)) {
    await handBack(parts, actor, task.id);
    throw new NotUnderstood(`Task ${task.id} of type ${task.type} cannot be shown`, {
      request: { method: 'POST', path: '/api/v1/tasks/' },
      taskId: task.id,
      taskType: task.type,
    });
  }
  noteOddLabels(parts, task);
  const now = parts.clock.now();
  const { type: requested, lang } = filter;
  const fresh = { personId: actor.id, task, requested, lang, expiresAt: now + parts.rules.taskValidityMs };
  const session = await keep(parts, actor, fresh, now);
  const words = wordsFor(parts, actor);
  if (!session) {
    const [open] = await listUnderway(parts.db, actor.id, ['open']);
    // the very task we hold means that the backend gave it out twice
    if (open?.session.taskId !== task.id) await handBack(parts, actor, task.id);
    if (!open) throw new UserError('problem.done');
    return await show(parts, open, words, as, note);
  }
  const kept = beginKeeping(parts); // while the card is made
  const card: Card = lesson
    ? offer(parts, actor, lesson, filter, { as, note })
    : await show(parts, { session, stored: undefined, isNew: true }, words, as, note);
  return { ...card, kept, unseen: () => cardUnseen(parts, actor, task.id) };
}

/** Keeps a task that was just handed out; hands it back past the outbox when the database takes nothing. */
async function keep(
  parts: Parts,
  actor: Actor,
  fresh: NewSession,
  now: number,
): Promise<StoredSession | undefined> {
  try {
    return await openSession(parts.db, fresh, now);
  } catch (error) {
    inBackground(parts, 'nack', parts.oasst.nackTask(fresh.task.id, userOf(actor)));
    inBackground(parts, 'erasure', forgetAgain(parts, actor, now));
    throw error;
  }
}

/** Somebody who was forgotten while a task was on its way to them was met by the backend just then. */
async function forgetAgain({ db }: Parts, { id }: Actor, now: number): Promise<void> {
  if (!(await findPerson(db, id))) await askErasure(db, id, 'erase', now);
}

/** A task that its person never got to see does not block others, unless they have seen it in the meantime. */
async function cardUnseen(parts: Parts, actor: Actor, taskId: string): Promise<void> {
  const now = parts.clock.now();
  const given = await parts.db.transaction().execute(async (tx) => {
    if (!(await giveUpUnseen(tx, taskId, now))) return false;
    await enqueue(tx, nackOf(actor, taskId), now);
    return true;
  });
  if (given) inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

function noteOddLabels({ log }: Parts, task: Task) {
  if (!('labels' in task)) return;
  for (const { name, widget } of unaskable(task)) {
    log.warn({ task: task.id, label: name, widget }, 'a label is left out: its widget is unknown');
  }
}
