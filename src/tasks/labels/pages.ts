import { componentLimits, modalLimits } from '../../discord/limits/limits.ts';
import { chunks } from '../../discord/view.ts';
import type { LabelDescription } from '../../oasst/protocol.ts';
import type { TaskOf } from '../../oasst/tasks.ts';

export type LabellingTask = TaskOf<'label_initial_prompt' | 'label_prompter_reply' | 'label_assistant_reply'>;

/** A label and its place in the task, by which forms name it: names may be longer than a form allows. */
export type Label = LabelDescription & { place: number; mandatory: boolean };

/** One question of a form: a choice for one label, or boxes to tick for several. */
export type Question =
  | { widget: 'yes_no' | 'likert'; label: Label }
  | { widget: 'flags'; labels: readonly Label[] };

const widgets = ['yes_no', 'flag', 'likert'];

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
 * to tick (up to ten share one place), then the scales.
 */
export function pagesOf(task: LabellingTask): Question[][] {
  const labels = labelsOf(task);
  const flags = labels.filter(({ widget }) => widget === 'flag');
  const ordered = [...flags.filter(isMandatory), ...flags.filter((flag) => !flag.mandatory)];
  const groups = chunks(ordered, componentLimits.checkboxOptions.max);
  const questions = [
    ...ask('yes_no', labels),
    ...groups.map((group): Question => ({ widget: 'flags', labels: group })),
    ...ask('likert', labels),
  ];
  const mandatory = questions.filter(isNeeded);
  const optional = questions.filter((question) => !isNeeded(question));
  return chunks([...mandatory, ...optional], modalLimits.components);
}

function ask(widget: 'yes_no' | 'likert', labels: readonly Label[]): Question[] {
  return labels.filter((label) => label.widget === widget).map((label) => ({ widget, label }));
}

/** Whether a question has a label that must be answered. */
export function isNeeded(question: Question): boolean {
  return question.widget === 'flags' ? question.labels.some(isMandatory) : question.label.mandatory;
}

function isMandatory({ mandatory }: Label): boolean {
  return mandatory;
}
