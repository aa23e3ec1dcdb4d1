import { componentLimits, modalLimits } from '../../discord/limits/limits.ts';
import { chunks } from '../../discord/view.ts';
import type { LabelDescription } from '../../oasst/protocol.ts';
import type { TaskOf } from '../../oasst/tasks.ts';

export type LabellingTask = TaskOf<'label_initial_prompt' | 'label_prompter_reply' | 'label_assistant_reply'>;

/** A label and its place in the task, by which forms name it: names may be longer than a form allows. */
export type Label = LabelDescription & { place: number; mandatory: boolean };

/** One question of a form: a choice for one label, one choice for two of yes or no, or boxes to tick for several. */
export type Question =
  | { widget: 'yes_no' | 'likert'; label: Label }
  | { widget: 'either'; labels: readonly [Label, Label] }
  | { widget: 'flags'; labels: readonly Label[] };

const widgets = ['yes_no', 'flag', 'likert'];

/** A form's places but one, which the text takes that is to be judged. */
const QUESTIONS_ON_PAGE = modalLimits.components - 1;

function isAskable({ name, widget }: LabelDescription): boolean {
  return widgets.includes(widget) && name !== '__proto__'; // which zod leaves out of every record
}

/** The labels of a task that there is a way to ask for. */
export function labelsOf({ labels, mandatory_labels }: LabellingTask): Label[] {
  return labels
    .map((label, place) => ({ ...label, place, mandatory: mandatory_labels.includes(label.name) }))
    .filter(isAskable);
}

/** The labels of a task that this version has no way to ask for, mostly because their widget is new. */
export function unaskable({ labels }: LabellingTask): LabelDescription[] {
  return labels.filter((label) => !isAskable(label));
}

/**
 * The questions of a labelling task in as few forms as possible: mandatory ones first, then yes or no, then the boxes
 * to tick (up to ten share one place), then the scales. Two of yes or no share a place where that saves a form.
 */
export function pagesOf(task: LabellingTask): Question[][] {
  const labels = labelsOf(task);
  const yesNo = labels.filter(({ widget }) => widget === 'yes_no');
  const apart = inPages([...yesNo.map(single), ...otherQuestions(labels)]);
  const paired = inPages([...inPairs(yesNo), ...otherQuestions(labels)]);
  return paired.length < apart.length ? paired : apart;
}

function otherQuestions(labels: readonly Label[]): Question[] {
  const flags = labels.filter(({ widget }) => widget === 'flag');
  const ordered = [...flags.filter(isMandatory), ...flags.filter((flag) => !flag.mandatory)];
  const groups = chunks(ordered, componentLimits.checkboxOptions.max);
  return [
    ...groups.map((group): Question => ({ widget: 'flags', labels: group })),
    ...labels.filter(({ widget }) => widget === 'likert').map(single),
  ];
}

function inPages(questions: readonly Question[]): Question[][] {
  const mandatory = questions.filter(isNeeded);
  const optional = questions.filter((question) => !isNeeded(question));
  return chunks([...mandatory, ...optional], QUESTIONS_ON_PAGE);
}

function single(label: Label): Question {
  return { widget: label.widget === 'yes_no' ? 'yes_no' : 'likert', label };
}

/** Mandatory ones with each other as far as possible, because nobody can leave one of a pair open. */
function inPairs(labels: readonly Label[]): Question[] {
  const ordered = [...labels.filter(isMandatory), ...labels.filter((label) => !label.mandatory)];
  return chunks(ordered, 2).flatMap(([first, second]): Question[] => {
    if (!first) return [];
    return [second ? { widget: 'either', labels: [first, second] } : single(first)];
  });
}

/** Whether a question has a label that must be answered. */
export function isNeeded(question: Question): boolean {
  return 'labels' in question ? question.labels.some(isMandatory) : question.label.mandatory;
}

function isMandatory({ mandatory }: Label): boolean {
  return mandatory;
}
