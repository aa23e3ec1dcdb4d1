import { isDeepStrictEqual } from 'node:util';
import { customId } from '../discord/custom-id.ts';
import type { Actor } from '../discord/interaction.ts';
import { withNotes } from '../discord/notice.ts';
import type { Reply } from '../discord/reply.ts';
import { type View, withButton } from '../discord/view.ts';
import { UserError } from '../locales/user-error.ts';
import type { Words } from '../locales/words.ts';
import { OasstError } from '../oasst/errors.ts';
import type { TaskRequestType } from '../oasst/protocol.ts';
import type { Task } from '../oasst/tasks.ts';
import { outOfClosed, scopeFor } from './campaigns/scope.ts';
import { type Fetched, fetchOrExplain } from './fetch.ts';
import { firstOf, lessonFor } from './first-of-kind.ts';
import { show } from './lifecycle.ts';
import { waitingOf } from './next.ts';
import { offer } from './offering.ts';
import { type Parts, wordsFor } from './parts.ts';
import { readStanding } from './session/in-hand.ts';
import type { StoredSession } from './session/session.ts';
import { nothingAfterSkip } from './show/refusals.ts';
import { skipNews, skippedAlone } from './show/views.ts';
import { handBack, take } from './take.ts';
import { readType, type TaskFilter } from './task-filter.ts';

/**
 * What somebody gets in place of a task they have just skipped: the next one, the examples that come before it, or what there
 * is instead, with a button that takes the skip back. Undefined when nothing is known, which a failing backend is no reason
 * to say more about.
 */
export async function afterSkip(
  parts: Parts,
  actor: Actor,
  skipped: StoredSession,
): Promise<Reply | undefined> {
  const words = wordsFor(parts, actor);
  const { person, underway } = await readStanding(parts.db, actor.id, parts.clock.now());
  const others = underway.filter(({ session }) => session.taskId !== skipped.taskId);
  const undo = { label: words('button.undo_skip'), id: customId('undo', skipped.taskId) };
  const note = skipNews(undo.label, words);
  try {
    const waiting = await waitingOf(parts, actor, others);
    if (waiting) {
      const reply = await show(parts, waiting, words, 'update', note);
      return { ...reply, view: withButton(reply.view, undo) };
    }
    const scope = await scopeFor(parts, actor, person, readType(skipped.requested));
    const { type, lesson } = await firstOf(parts, actor, scope.filter, person);
    if (lesson) {
      const offered = offer(parts, actor, lesson, scope.filter, { as: 'update', note: scope.note });
      return { ...offered, view: withButton(offered.view, undo) };
    }
    const found = await fetchOther(parts, actor, scope.filter, { skipped, type });
    const outside = found?.instead && (await outOfClosed(parts, actor, person, scope.filter));
    const fetched = outside ? await fetchOther(parts, actor, outside.filter, { skipped, type }) : found;
    if (!fetched) return undefined;
    const { filter, note: news } = outside ?? scope;
    const { task } = fetched;
    const notes = news === undefined ? [] : [news];
    if (!task) return { as: 'update', view: withNotes(withoutTask(fetched, filter, skipped, words), notes) };
    const first = { note: [note, ...notes].join('\n'), lesson: lessonFor({ type, person }, task) };
    const reply = await take(parts, actor, filter, task, 'update', first);
    return { ...reply, view: withButton(reply.view, undo) };
  } catch (error) {
    if (!(error instanceof OasstError || error instanceof UserError)) throw error;
    parts.log.info({ err: error, task: skipped.taskId }, 'there was no next task after a skip');
    return undefined;
  }
}

/**
 * A task that is not the same work again, which a backend hands out that has not been told of the skip yet; or what there
 * is instead. Its new task for that work is handed back, which tells it, while the skip itself can still be taken back.
 */
async function fetchOther(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  { skipped, type }: { skipped: StoredSession; type: TaskRequestType },
): Promise<Fetched | undefined> {
  for (const isTold of [false, true]) {
    const fetched = await fetchOrExplain(parts, actor, filter, type);
    const { task } = fetched;
    if (!task || !isSameWork(skipped.task, task)) return fetched;
    await handBack(parts, actor, task.id);
    if (!isTold) await parts.delivery.deliver(task.id); // behind the one that is on its way
  }
  return undefined;
}

function withoutTask(
  fetched: Exclude<Fetched, { task: Task }>,
  filter: TaskFilter,
  { taskId }: StoredSession,
  words: Words,
): View {
  if (!fetched.instead) return fetched.view;
  return nothingAfterSkip(filter, words, fetched.instead, skippedAlone(taskId, words));
}

/** Whether two tasks ask for the same thing about the same text. A prompt of one's own is about no text. */
function isSameWork(skipped: Task | undefined, next: Task): boolean {
  if (!skipped || next.type === 'initial_prompt') return false;
  return isDeepStrictEqual({ ...skipped, id: '' }, { ...next, id: '' });
}
