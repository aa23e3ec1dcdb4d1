import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { wholeMessage } from '../../discord/text/budget.ts';
import { rows, type View } from '../../discord/view.ts';
import { lessonOf } from '../../locales/lesson-of.ts';
import { lessonIn } from '../../locales/lessons.ts';
import type { Words } from '../../locales/words.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import type { Task } from '../../oasst/tasks.ts';
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

/** What holds for everything that is written, and for nothing else. */
const written: readonly TaskType[] = [
  'initial_prompt',
  'prompter_reply',
  'assistant_reply',
  'summarize_story',
];

/** The guidelines for a task, with what is good and what is not at a glance, and the way back to it. */
export function guideView({ id, type }: Pick<Task, 'id' | 'type'>, words: Words): View {
  const rules = words(`guide.${type}`, { none: words('button.none_usable') });
  const text = written.includes(type) ? `${rules}\n\n${words('guide.every')}` : rules;
  const back = { label: words('button.back'), id: customId('show', id), style: 'primary' as const };
  const { embeds, components } = notice(text, [back], words('guide.title', { type: words(`type.${type}`) }));
  const lesson = lessonOf(type);
  if (lesson === undefined) return { embeds, components };
  const { good, bad } = lessonIn(lesson, words);
  const fields = [
    { name: words('guide.good'), value: good },
    { name: words('guide.bad'), value: bad },
  ];
  return { embeds: embeds.map((embed) => ({ ...embed, fields })), components };
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
