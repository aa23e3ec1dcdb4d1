import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { TaskType } from '../../oasst/protocol.ts';
import type { Task } from '../../oasst/tasks.ts';
import { type Choices, noChoices } from '../campaigns/choices.ts';
import { draftOf, kindOf } from '../kinds.ts';
import type { OpenCounts } from '../open-work.ts';
import type { Given } from '../session/given.ts';
import type { SessionFacts } from '../session/session.ts';
import { nextOrStop } from './views.ts';
import { somethingElse, wantedLine } from './what-next.ts';

/** What is known right after an answer has arrived; what is not is left out. */
export type Thanks = { given?: Given | undefined; open?: OpenCounts | undefined; choices?: Choices };

/** An answer's task: of one that this version cannot read, only the facts. */
export type Answered = SessionFacts & { task?: Task | undefined };

/**
 * An answer that the backend has: what was done, how much that makes, and what is wanted next. With `held`, the answer in
 * lines, it is one that its author can still take back.
 */
export function sentView(
  session: Answered,
  stored: unknown,
  words: Words,
  { given, open, choices = noChoices }: Thanks = {},
  held?: readonly string[],
): View {
  const wanted = open && wantedLine(open, session.lang, words);
  const facts = [did(session, stored, words), given && sums(given, words), wanted];
  const line = facts.filter((fact) => fact !== undefined).join(' · ');
  const next = nextOrStop(words, customId('next', session.taskId, session.requested));
  const undo = { label: words('button.undo'), id: customId('unsend', session.taskId) };
  const more = held ? [words('sent.held', { undo: undo.label }), ...held] : [words('sent.saved')];
  const view = notice([`✅ ${line}`, ...more].join('\n'), held ? [...next, undo] : next);
  return {
    ...view,
    components: [
      ...view.components,
      ...somethingElse({ open, choices }, session.lang, words, session.taskId),
    ],
  };
}

/** `Ranked 3 replies`: what somebody has done. */
function did({ type, task }: Answered, stored: unknown, words: Words): string | undefined {
  if (task?.type === 'rank_initial_prompts' || (task && 'reply_messages' in task)) {
    const kind = kindOf(task.type);
    const answer = kind.answer(task, draftOf(kind, stored));
    const none = answer.type === 'message_ranking' && answer.not_rankable === true;
    if (none) return words('work.ranked_none');
    if (task.type === 'rank_initial_prompts')
      return words('work.ranked_prompts', { count: task.prompt_messages.length });
    return words('work.ranked_replies', { count: task.reply_messages.length });
  }
  const { data: known } = TaskType.safeParse(type);
  return known && words(`work.did_${known}`);
}

function sums({ today, all }: Given, words: Words): string {
  return all === undefined ? words('work.today', { today }) : words('work.sums', { today, all });
}
