import { type APILabelComponent, ComponentType } from 'discord-api-types/v10';
import type { ModalFields } from '../../discord/interaction.ts';
import { componentLimits } from '../../discord/limits/limits.ts';
import { shorten } from '../../discord/text/shorten.ts';
import { tickField } from '../../discord/tick-field.ts';
import type { Words } from '../../locales/words.ts';
import type { LabelDescription } from '../../oasst/protocol.ts';
import { eitherField, readEither } from './either.ts';
import { titled } from './names.ts';
import { isNeeded, type Label, type Question } from './pages.ts';
import { type LabelValues, wasGiven } from './values.ts';

/** The points of a scale, as the form sends them. */
const points: readonly string[] = ['1', '2', '3', '4', '5'];

/**
 * A question as Discord shows it in a form. What was answered before is chosen again, so that editing one answer keeps
 * the others; nothing is chosen for anybody the first time.
 */
export function questionField(question: Question, values: LabelValues, words: Words): APILabelComponent {
  if (question.widget === 'flags') return flagsField(question.labels, values, words);
  if (question.widget === 'either') return eitherField(question, fieldId(question), values, words);
  const { label } = question;
  const choices =
    question.widget === 'yes_no'
      ? [
          { value: 'yes', label: words('form.yes') },
          { value: 'no', label: words('form.no') },
        ]
      : points.map((point) => ({ value: point, label: pointName(point, label, words) }));
  const options = choices.map((choice) =>
    wasGiven(label, valueGiven(question.widget, choice.value), values)
      ? { ...choice, default: true }
      : choice,
  );
  return {
    type: ComponentType.Label,
    ...titled(label, words),
    component: {
      type: ComponentType.RadioGroup,
      custom_id: fieldId(question),
      required: isNeeded(question),
      options,
    },
  };
}

function flagsField(labels: readonly Label[], values: LabelValues, words: Words): APILabelComponent {
  return tickField(
    fieldId({ widget: 'flags', labels }),
    { label: words('form.flags'), description: words('form.flags_help') },
    labels.map((label) => {
      const { label: name, description } = titled(label, words);
      return {
        value: String(label.place),
        label: name,
        ...(description ? { description } : {}),
        ...(wasGiven(label, 1, values) ? { default: true } : {}),
      };
    }),
  );
}

/** The label values after a page was submitted: what was left open goes, boxes become 1 or 0. */
export function readPage(page: readonly Question[], values: LabelValues, fields: ModalFields): LabelValues {
  return page.reduce((read, question) => readQuestion(question, read, fields[fieldId(question)]), values);
}

function readQuestion(
  question: Question,
  values: LabelValues,
  given: ModalFields[string] | undefined,
): LabelValues {
  if (given === undefined) return values; // not on the form that was sent
  if (question.widget === 'flags') {
    const ticked = Array.isArray(given) ? given : [];
    const flags = question.labels.map(({ name, place }) => [name, ticked.includes(String(place)) ? 1 : 0]);
    return { ...values, ...Object.fromEntries(flags) };
  }
  if (question.widget === 'either') return readEither(question.labels, values, given);
  const { [question.label.name]: _before, ...others } = values;
  const value = valueGiven(question.widget, given);
  return value === undefined ? others : { ...others, [question.label.name]: value };
}

/** Yes and no are 1 and 0; point k of 5 is (k − 1) / 4; nothing when left open or not an option. */
function valueGiven(widget: 'yes_no' | 'likert', given: ModalFields[string]): number | undefined {
  if (widget === 'yes_no') return given === 'yes' ? 1 : given === 'no' ? 0 : undefined;
  const point = typeof given === 'string' ? points.indexOf(given) : -1;
  return point === -1 ? undefined : point / (points.length - 1);
}

/** A value in words, as the review shows it. */
export function valueInWords(label: Label, value: number, words: Words): string {
  if (label.widget !== 'likert') return words(value === 1 ? 'label.yes' : 'label.no');
  const point = points[Math.round(value * (points.length - 1))] ?? '';
  return pointName(point, label, words);
}

function pointName(point: string, { name }: LabelDescription, words: Words): string {
  const end = point === '1' ? 'low' : point === '5' ? 'high' : undefined;
  if (!end) return point;
  const meaning = words.find(`widget.${name}.${end}`) ?? words(`form.${end}`);
  return shorten(`${point} · ${meaning}`, { units: componentLimits.option });
}

function fieldId(question: Question): string {
  const first = 'labels' in question ? question.labels[0] : question.label;
  return `${question.widget}-${first?.place ?? 0}`;
}
