import { colours } from '../../discord/colours.ts';
import { customId, readCustomId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { wholeMessage } from '../../discord/text/budget.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Task } from '../../oasst/tasks.ts';
import type { AnyKind, CardText, TaskScene } from '../kind.ts';
import { draftOf, kindOf } from '../kinds.ts';
import type { Session } from '../session/session.ts';
import { write } from '../write.ts';
import type { ViewContext } from './context.ts';
import { fullPages } from './full-pages.ts';

/** Room left on a page for saying which one it is, and how far a ranking has come. */
const PAGE_BUDGET = {
  units: wholeMessage.units - 700,
  bytes: wholeMessage.bytes - 1_400,
  embeds: wholeMessage.embeds - 1,
};

/**
 * The guidelines for a task, with what is good and what is not at a glance, and the way back to it; the owners' own (`own`)
 * stand above them.
 */
export function guideView({ id, type }: Pick<Task, 'id' | 'type'>, words: Words, own?: string): View {
  const rules = words(`guide.${type}`, { none: words('button.none_usable') });
  const text = write.types.some((written) => written === type)
    ? `${rules}\n\n${words('guide.every')}`
    : rules;
  const back = { label: words('button.back'), id: customId('show', id), style: 'primary' as const };
  const ours = own === undefined ? [] : [{ description: foreign(own), color: colours.own }];
  const { embeds, components } = notice(text, [back], words('guide.title', { type: words(`type.${type}`) }));
  const fields = [
    { name: words('guide.good'), value: words(`glance.${type}.good`) },
    { name: words('guide.bad'), value: words(`glance.${type}.bad`) },
  ];
  return { embeds: [...ours, ...embeds.map((embed) => ({ ...embed, fields }))], components };
}

/**
 * One page of everything there is to read in a task, the person's own text at the end. Candidates begin on pages of their
 * own, with the buttons to rank them and the way back to the task.
 */
export function pageView(session: Session, stored: unknown, wanted: number, context: ViewContext): View {
  const { words } = context;
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: draftOf(kind, stored), ...context };
  const isReview = kind.stage(scene.task, scene.draft) === 'review';
  const shown = isReview ? kind.review(scene).texts : kind.texts(scene);
  const candidates = kind.candidates(scene);
  const groups = [shown, ...candidates.map((one) => [one])].filter((group) => group.length > 0);
  const pages = groups.flatMap((group) =>
    fullPages(group.map(sectionOf), {
      budget: PAGE_BUDGET,
      continued: (speaker) => words('speaker.continued', { speaker }),
      placeholder: words('speaker.empty'),
    }),
  );
  const index = Math.min(Math.max(0, Math.trunc(wanted)), Math.max(0, pages.length - 1));
  const place = words('read.page', { page: index + 1, pages: Math.max(1, pages.length) });
  const pageId = (to: number) => customId('page', session.taskId, String(to));
  const turning = [
    { label: words('button.page_back'), id: pageId(index - 1), disabled: index === 0 },
    { label: words('button.page_on'), id: pageId(index + 1), disabled: index >= pages.length - 1 },
  ];
  const { numbers, undo, lines } = isReview ? nothingToPick : picking(kind, scene, index);
  const back = { label: words('button.back'), id: customId('show', session.taskId) };
  const own = candidates.length > 0 ? [...undo, back] : [];
  return {
    embeds: [...(pages[index] ?? []), { description: [...lines, place].join('\n'), color: colours.neutral }],
    components: [...rows(numbers), ...rows([...(pages.length > 1 ? turning : []), ...own])],
  };
}

/** How a ranking goes on from a page of it. */
type Picking = { numbers: readonly Button[]; undo: readonly Button[]; lines: readonly string[] };

const nothingToPick: Picking = { numbers: [], undo: [], lines: [] };

/** The buttons of the card that choose a candidate or take a choice back, so that they lead to this page again. */
function picking(kind: AnyKind, scene: TaskScene, page: number): Picking {
  if (kind.candidates(scene).length === 0) return nothingToPick;
  const { choices, tools } = kind.buttons(scene);
  const onPage = (button: Button) => {
    const id = readCustomId(button.id);
    return id?.action === 'choose'
      ? { ...button, id: customId('pick', id.subject, `${id.argument}.${page}`) }
      : button;
  };
  const undo = tools.filter(({ id }) => readCustomId(id)?.argument === 'undo');
  return { numbers: choices.map(onPage), undo: undo.map(onPage), lines: kind.lines(scene) };
}

function sectionOf({ name: heading, text, colour }: CardText) {
  return { heading, text, colour };
}
