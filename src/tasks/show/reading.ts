import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { wholeMessage } from '../../discord/text/budget.ts';
import { rows, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import type { CardText } from '../kind.ts';
import { draftOf, kindOf } from '../kinds.ts';
import type { Session } from '../session/session.ts';
import type { ViewContext } from './context.ts';
import { fullPages } from './full-pages.ts';

/** Room left on a page for saying which one it is. */
const PAGE_BUDGET = {
  units: wholeMessage.units - 200,
  bytes: wholeMessage.bytes - 400,
  embeds: wholeMessage.embeds - 1,
};

/** The guidelines for a type of task. */
export function guideView(type: TaskType, words: Words): View {
  const none = words('button.none_usable');
  const text = `${words(`guide.${type}`, { none })}\n\n${words('guide.every')}`;
  return notice(text, [], words(`type.${type}`));
}

/** One page of everything there is to read in a task, the person's own text at the end. */
export function pageView(session: Session, stored: unknown, wanted: number, context: ViewContext): View {
  const { words } = context;
  const pages = fullPages(sectionsOf(session, stored, context), {
    budget: PAGE_BUDGET,
    continued: (speaker) => words('speaker.continued', { speaker }),
    placeholder: words('speaker.empty'),
  });
  const index = Math.min(Math.max(0, wanted), Math.max(0, pages.length - 1));
  const place = words('read.page', { page: index + 1, pages: Math.max(1, pages.length) });
  const pageId = (to: number) => customId('page', session.taskId, String(to));
  const buttons = [
    { label: words('button.page_back'), id: pageId(index - 1), disabled: index === 0 },
    { label: words('button.page_on'), id: pageId(index + 1), disabled: index >= pages.length - 1 },
  ];
  return {
    embeds: [...(pages[index] ?? []), { description: place, color: colours.neutral }],
    components: pages.length > 1 ? rows(buttons) : [],
  };
}

function sectionsOf(session: Session, stored: unknown, context: ViewContext) {
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: draftOf(kind, stored), ...context };
  const shown =
    kind.stage(scene.task, scene.draft) === 'review' ? kind.review(scene).texts : kind.texts(scene);
  return [...shown, ...kind.candidates(scene)].map(({ name: heading, text, colour }: CardText) => ({
    heading,
    text,
    colour,
  }));
}
