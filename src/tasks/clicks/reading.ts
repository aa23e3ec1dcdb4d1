import { controlId } from '../../discord/control-id.ts';
import { wholeMessage } from '../../discord/text/budget.ts';
import type { Action, Answer, Turn } from '../../discord/turn.ts';
import { rows, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import { readDraft } from '../../store/drafts.ts';
import type { Session } from '../../store/sessions.ts';
import type { Exhibit } from '../kind.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { ownSession } from '../lifecycle.ts';
import type { Parts } from '../parts.ts';
import { fullPages } from '../show/full-pages.ts';
import { colours } from '../show/speakers.ts';
import { notice } from '../show/views.ts';

/** Room left on a page for saying which one it is. */
const PAGE_BUDGET = {
  units: wholeMessage.units - 200,
  bytes: wholeMessage.bytes - 400,
  embeds: wholeMessage.embeds - 1,
};

/** The buttons for reading: the guidelines, and everything that does not fit on a card. */
export function reading(parts: Parts): Action[] {
  async function guide(turn: Turn): Promise<Answer> {
    const { task } = await ownSession(parts, turn.visitor, turn.task);
    return { as: 'message', view: guideView(task.type, parts.translator.words(turn.visitor.locale)) };
  }

  async function page(turn: Turn, as: 'message' | 'update'): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const words = parts.translator.words(turn.visitor.locale);
    const stored = await readDraft(parts.db, session.taskId);
    return { as, view: pageView(session, stored, Number(turn.argument) || 0, words) };
  }

  return [
    { name: 'guide', patience: 'message', run: guide },
    { name: 'read', patience: 'message', run: (turn) => page(turn, 'message') },
    { name: 'page', patience: 'update', run: (turn) => page(turn, 'update') },
  ];
}

/** The guidelines for a type of task. */
export function guideView(type: TaskType, words: Words): View {
  const none = words('button.none_usable');
  const text = `${words(`guide.${type}`, { none })}\n\n${words('guide.every')}`;
  return notice(text, [], words(`type.${type}`));
}

/** One page of everything there is to read in a task, the person's own text at the end. */
export function pageView(session: Session, stored: unknown, wanted: number, words: Words): View {
  const pages = fullPages(sectionsOf(session, stored, words), {
    budget: PAGE_BUDGET,
    continued: (speaker) => words('speaker.continued', { speaker }),
    placeholder: words('speaker.empty'),
  });
  const index = Math.min(Math.max(0, wanted), Math.max(0, pages.length - 1));
  const place = words('read.page', { page: index + 1, pages: Math.max(1, pages.length) });
  const turn = (to: number) => controlId('page', session.taskId, String(to));
  const buttons = [
    { label: words('button.page_back'), id: turn(index - 1), disabled: index === 0 },
    { label: words('button.page_on'), id: turn(index + 1), disabled: index >= pages.length - 1 },
  ];
  return {
    embeds: [...(pages[index] ?? []), { description: place, color: colours.neutral }],
    components: pages.length > 1 ? rows(buttons) : [],
  };
}

function sectionsOf(session: Session, stored: unknown, words: Words) {
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: draftOf(kind, stored), words };
  const shown =
    kind.stage(scene.task, scene.draft) === 'review' ? kind.review(scene).exhibits : kind.exhibits(scene);
  return [...shown, ...kind.candidates(scene)].map(({ name: heading, text, colour }: Exhibit) => ({
    heading,
    text,
    colour,
  }));
}
