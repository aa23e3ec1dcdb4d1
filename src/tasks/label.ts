import { z } from 'zod';
import { customId, modalId } from '../discord/custom-id.ts';
import { componentLimits } from '../discord/limits/limits.ts';
import { shorten } from '../discord/text/shorten.ts';
import type { Button } from '../discord/view.ts';
import { listed, withName } from '../locales/join.ts';
import { judgedTexts } from './card-texts.ts';
import type { Kind, TaskScene } from './kind.ts';
import { questionField, readPage, valueInWords } from './labels/form.ts';
import { labelName } from './labels/names.ts';
import { type Label, type LabellingTask, labelsOf, pagesOf, unaskable } from './labels/pages.ts';

/** The labels given so far, and which pages have been through (zero-based). */
const Draft = z.object({
  values: z.record(z.string(), z.number().min(0).max(1)),
  pages: z.array(z.int().min(0)),
});
type Draft = z.infer<typeof Draft>;

/** As many as a review has buttons to edit, beside its others. */
const MOST_PAGES = 20;

/** Tasks that are answered by labelling a message, in forms of five questions. */
export const label: Kind<LabellingTask['type'], Draft> = {
  types: ['label_initial_prompt', 'label_prompter_reply', 'label_assistant_reply'],
  draft: Draft,
  blank: { values: {}, pages: [] },
  canShow: (task) => {
    const pages = pagesOf(task).length;
    const impossible = unaskable(task).some(({ name }) => task.mandatory_labels.includes(name));
    return pages > 0 && pages <= MOST_PAGES && !impossible;
  },

  lines: (scene) =>
    label.stage(scene.task, scene.draft) === 'card'
      ? []
      : [...inWords(scene, given(scene)), ...progress(scene)],
  texts: ({ task, words }) => judgedTexts(task.conversation.messages, words),
  candidates: () => [],
  selects: () => [],
  buttons: (scene) => ({ choices: [], tools: tools(scene) }),

  form: ({ task, draft, words }, argument, nonce) => {
    const pages = pagesOf(task);
    const index = pageAt(argument, pages.length);
    const title = words(`type.${task.type}`);
    const place = { page: index + 1, pages: pages.length };
    return {
      title: pages.length > 1 ? words('form.page', { title, ...place }) : title,
      custom_id: modalId('fill', task.id, String(index), nonce),
      components: (pages[index] ?? []).map((question) => questionField(question, draft.values, words)),
    };
  },
  fill: (task, draft, argument, fields) => {
    const pages = pagesOf(task);
    const index = pageAt(argument, pages.length);
    return {
      values: { ...readPage(pages[index] ?? [], draft.values, fields) },
      pages: [...new Set([...draft.pages, index])].sort((a, b) => a - b),
    };
  },

  stage: (task, draft) => {
    if (draft.pages.length === 0) return 'card';
    return nextPage(task, draft) === undefined ? 'review' : 'between';
  },
  isSendable: (task, draft) => draft.pages.length > 0 && missing(task, draft).length === 0,
  isReviewed: true,
  takenBack: (draft) => draft,
  review: (scene) => ({
    lines: [...inWords(scene, labelsOf(scene.task)), ...left(scene)],
    texts: label.texts(scene),
    edits: edits(scene),
  }),
  answer: (_task, { values }) => ({ type: 'text_labels', text: '', labels: values }),
  ownWords: () => undefined,
};

/** The page a control names; the first when there is no such page. */
function pageAt(argument: string, pages: number): number {
  const index = /^\d{1,3}$/.test(argument) ? Number(argument) : 0;
  return index < pages ? index : 0;
}

/** The first page that has not been through yet. */
function nextPage(task: LabellingTask, draft: Draft): number | undefined {
  const index = pagesOf(task).findIndex((_, page) => !draft.pages.includes(page));
  return index === -1 ? undefined : index;
}

/** The mandatory labels that have no value yet. */
function missing(task: LabellingTask, { values }: Draft) {
  return labelsOf(task).filter(({ name, mandatory }) => mandatory && !Object.hasOwn(values, name));
}

function progress({ task, draft, words }: TaskScene<LabellingTask, Draft>): string[] {
  const next = nextPage(task, draft);
  if (draft.pages.length === 0 || next === undefined) return [];
  const place = { page: next, pages: pagesOf(task).length };
  const open = missing(task, draft);
  if (open.length === 0) return [words('label.optional', place), ...left({ task, draft, words })];
  const labels = listed(
    open.map((one) => labelName(one, words)),
    words,
  );
  return [words('label.more', place), words('label.missing', { labels })];
}

/** How many questions are left open, as long as any is. */
function left({
  task,
  draft,
  words,
}: Pick<TaskScene<LabellingTask, Draft>, 'task' | 'draft' | 'words'>): string[] {
  const all = labelsOf(task);
  const open = all.filter(({ name }) => !Object.hasOwn(draft.values, name)).length;
  return open === 0 ? [] : [words('label.left', { open, all: all.length })];
}

function tools(scene: TaskScene<LabellingTask, Draft>): Button[] {
  const { task, draft, words } = scene;
  const next = nextPage(task, draft) ?? 0;
  const started = draft.pages.length > 0;
  return [
    {
      label: words(started ? 'button.continue' : 'button.label'),
      id: customId('ask', task.id, String(next)),
      style: 'primary',
    },
    ...edits(scene).filter((_, page) => draft.pages.includes(page)),
  ];
}

/** The labels that have a value so far. */
function given({ task, draft }: TaskScene<LabellingTask, Draft>): Label[] {
  return labelsOf(task).filter(({ name }) => Object.hasOwn(draft.values, name));
}

/** What was answered for these labels, one line for the scales and choices each, one for all boxes. */
function inWords({ draft, words }: TaskScene<LabellingTask, Draft>, labels: readonly Label[]): string[] {
  const asked = labels.filter(({ widget }) => widget !== 'flag');
  const lines = asked.map((one) => {
    const value = Object.hasOwn(draft.values, one.name) ? draft.values[one.name] : undefined;
    const said = value === undefined ? words('label.open') : valueInWords(one, value, words);
    return withName(labelName(one, words), `**${said}**`, words);
  });
  const flags = labels.filter(({ widget, name }) => widget === 'flag' && Object.hasOwn(draft.values, name));
  const ticked = flags.filter(({ name }) => draft.values[name] === 1).map((one) => labelName(one, words));
  const boxes =
    ticked.length > 0 ? words('label.flags', { labels: listed(ticked, words) }) : words('label.flags_none');
  return flags.length === 0 ? lines : [...lines, boxes];
}

/** One button for each page, named by what it asks. */
function edits({ task, words }: TaskScene<LabellingTask, Draft>): Button[] {
  const pages = pagesOf(task);
  return pages.map((page, index) => {
    const asked = page.flatMap((question) => ('labels' in question ? question.labels : [question.label]));
    const labels = listed(
      asked.map((one) => labelName(one, words)),
      words,
    );
    return {
      label:
        pages.length === 1
          ? words('button.edit')
          : shorten(words('button.edit_page', { labels }), { units: componentLimits.buttonShown }),
      id: customId('ask', task.id, String(index)),
    };
  });
}
