import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { componentLimits } from '../../discord/limits/limits.ts';
import { printable } from '../../discord/text/text.ts';
import { tickField } from '../../discord/tick-field.ts';
import type { Modal } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { type LabelDescription, NACK_REASON_LIMIT } from '../../oasst/protocol.ts';
import { hasVisible } from '../../text.ts';
import type { CardText } from '../kind.ts';
import { labelName } from '../labels/names.ts';
import { beginningWith, quoted } from './form.ts';
import type { Reportable } from './reportables.ts';

type Field = Modal['components'][number];

/** How many UTF-16 units of words a report on a message may have; a backend's own limit is not known. */
export const WORDS_LIMIT = 1_000;

/**
 * The form for a report on one of some messages, with the labels it may carry; on the task itself when there are none.
 * It begins with the message, or with what the task is about, except where one of several is to be chosen: then the list
 * says what they are.
 */
export function reportForm(
  custom_id: string,
  messages: readonly Reportable[],
  labels: readonly LabelDescription[],
  words: Words,
  about: Pick<CardText, 'name' | 'text'> | undefined,
): Modal {
  const text = messages.length === 0 ? about : messages.length === 1 ? messages[0] : undefined;
  const form =
    messages.length === 0
      ? { custom_id, title: words('report.title_task'), components: [reasonField(words)] }
      : messageForm(custom_id, messages, labels, words);
  return text ? beginningWith(quoted(text, words), form) : form;
}

function messageForm(
  custom_id: string,
  messages: readonly Reportable[],
  labels: readonly LabelDescription[],
  words: Words,
): Modal {
  const boxes = tickable(labels, words);
  return {
    custom_id,
    title: words('report.title'),
    components: [
      ...(messages.length > 1 ? [whichMessage(messages, words)] : []),
      ...(boxes.length > 0 ? [whatIsWrong(boxes, words)] : []),
      wordsField(words('report.words_help'), words, boxes.length === 0, WORDS_LIMIT),
    ],
  };
}

/**
 * The labels that a group of boxes can carry: each once, by a name that Discord takes, and not too many. A scale is only
 * there when its far end is a fault that can be named: nobody reports quality.
 */
function tickable(labels: readonly LabelDescription[], words: Words): LabelDescription[] {
  const byName = new Map(labels.map((label) => [label.name, label]));
  return [...byName.values()]
    .filter((label) => label.widget !== 'likert' || faultName(label, words) !== undefined)
    .filter(({ name }) => name.length <= componentLimits.option && comesBack(name))
    .slice(0, componentLimits.checkboxOptions.max);
}

/** What a label is called where only its being there counts. */
function faultName({ name }: LabelDescription, words: Words): string | undefined {
  return words.find(`widget.${name}.report`);
}

/** Whether Discord takes a value, and gives it back as it is. */
function comesBack(value: string): boolean {
  return hasVisible(value) && printable(value).trim() === value;
}

function whichMessage(messages: readonly Reportable[], words: Words): Field {
  return {
    type: ComponentType.Label,
    label: words('report.which'),
    component: {
      type: ComponentType.StringSelect,
      custom_id: 'message',
      required: true,
      options: messages.map(({ id, name, excerpt }) => ({ value: id, label: name, description: excerpt })),
    },
  };
}

function whatIsWrong(labels: readonly LabelDescription[], words: Words): Field {
  return tickField(
    'labels',
    { label: words('report.what'), description: words('report.what_help') },
    labels.map((label) => ({ value: label.name, label: faultName(label, words) ?? labelName(label, words) })),
  );
}

/** Why a task is handed back, which is said beforehand. */
function reasonField(words: Words): Field {
  return wordsField(words('report.words_help_task'), words, true, NACK_REASON_LIMIT);
}

function wordsField(description: string, words: Words, required: boolean, most: number): Field {
  return {
    type: ComponentType.Label,
    label: words('report.words'),
    description,
    component: {
      type: ComponentType.TextInput,
      custom_id: 'words',
      style: TextInputStyle.Paragraph,
      required,
      max_length: most,
    },
  };
}
