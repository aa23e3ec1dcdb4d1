import { appealButton } from '../../discord/appeal-button.ts';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import { codes } from '../../oasst/errors.ts';
import { draftOf, kindOf, ownWordsIn } from '../kinds.ts';
import type { Underway } from '../session/read.ts';
import type { Session, SessionFacts } from '../session/session.ts';
import { taskView } from './card.ts';
import type { ViewContext } from './context.ts';
import { reasonOf, returnedView } from './returned.ts';
import { type Answered, sentView } from './sent.ts';
import { givenBack, nextOrStop, ownWords, skippedAlone } from './views.ts';

/** What a person sees of a task that is still theirs to answer. `note` is a line of news on top. */
export function activeView(session: Session, stored: unknown, context: ViewContext, note?: string): View {
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: draftOf(kind, stored), ...context };
  return session.state === 'returned'
    ? returnedView(kind, scene, session, context)
    : taskView(kind, scene, note);
}

/** How somebody comes to see the end of a task. */
export type Ending = {
  /** Right after they have sent or skipped it, and not when they come back to it. */
  isFresh?: boolean;
  /** What they sent still waits so that they can take it back. */
  canTakeBack?: boolean;
};

/** What a person sees of a task that takes no answer any more, by how it ended. */
export function endedView(
  session: Answered,
  stored: unknown,
  context: ViewContext,
  { isFresh = false, canTakeBack = false }: Ending = {},
): View {
  const { words } = context;
  const { taskId, requested } = session;
  const next = nextOrStop(words, customId('next', taskId, requested));
  const told = nextOrStop(words, customId('told', taskId, requested)); // whoever presses it has seen what came back
  const own = ownWordsIn(session.type, stored);
  const views: Record<SessionFacts['state'], () => View> = {
    done: () => (isFresh ? sentView(session, stored, words) : notice(words('sent.already'), next)),
    sending: () =>
      canTakeBack
        ? sentView(session, stored, words, {}, whatWasSent(session, stored, context))
        : notice(`${words('sent.safe')}\n${words('sent.safe_more')}`, next),
    skipping: () => {
      const { news, buttons } = skippedAlone(taskId, words);
      return notice(news, buttons);
    },
    skipped: () => notice(words(isFresh ? 'skip.done' : 'skip.already'), next),
    returned: () => {
      const text = `**${words('refused.title')}**\n${reasonOf(session.refusalCode, context)}`;
      const onward =
        session.refusalCode === codes.userDisabled ? [...told, appealButton(words('button.appeal'))] : told;
      return givenBack(own ? `${text}\n${words('refused.kept')}` : text, own, words, onward);
    },
    gone: () => givenBack(words(own ? 'problem.gone_text' : 'problem.gone'), own, words, next),
    open: () => givenBack(words(own ? 'problem.gone_text' : 'problem.gone'), own, words, next),
    unknown: () => givenBack(words('problem.newer'), own, words, next),
  };
  return views[session.state]();
}

/** What an answer that went at once says, in lines. */
export function whatWasSent(session: Answered, stored: unknown, context: ViewContext): readonly string[] {
  const { task } = session;
  if (!task) return [];
  const kind = kindOf(task.type);
  return kind.review({ ...session, task, draft: draftOf(kind, stored), ...context }).lines;
}

/** What a person sees who entered something after the task had ended: how it ended, and their own words back. */
export function lateView(
  { session, stored }: Pick<Underway, 'session' | 'stored'>,
  entered: unknown,
  context: ViewContext,
  ending: Ending = {},
): View {
  const { words } = context;
  const ended = endedView(session, ending.canTakeBack ? stored : entered, context, ending);
  const givesBack = ['returned', 'gone', 'open', 'unknown'].includes(session.state);
  const own = ownWordsIn(session.type, entered);
  if (givesBack || !own || own === ownWordsIn(session.type, stored)) return ended;
  return {
    ...ended,
    embeds: [...ended.embeds, { description: words('refused.kept') }, ownWords(own, words)],
  };
}
