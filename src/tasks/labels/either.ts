import { type APILabelComponent, ComponentType } from 'discord-api-types/v10';
import type { ModalFields } from '../../discord/interaction.ts';
import type { Words } from '../../locales/words.ts';
import { labelName, titled } from './names.ts';
import { isNeeded, type Label, type Question } from './pages.ts';
import { type LabelValues, wasGiven } from './values.ts';

/** Which of two labels are true, by the choices of one group: the first, the second. */
const truths: Readonly<Record<string, readonly [0 | 1, 0 | 1]>> = {
  neither: [0, 0],
  first: [1, 0],
  second: [0, 1],
  both: [1, 1],
};

/** One choice, as Discord shows it in a form, that answers two questions of yes or no. */
export function eitherField(
  question: Extract<Question, { widget: 'either' }>,
  custom_id: string,
  values: LabelValues,
  words: Words,
): APILabelComponent {
  const [first, second] = question.labels;
  const named = (label: Label) => ({
    label: labelName(label, words),
    ...descriptionOf(titled(label, words)),
  });
  const options = [
    { value: 'neither', label: words('form.neither') },
    { value: 'first', ...named(first) },
    { value: 'second', ...named(second) },
    { value: 'both', label: words('form.both') },
  ];
  const isChosen = (value: string) =>
    question.labels.every((label, index) => wasGiven(label, truths[value]?.[index], values));
  return {
    type: ComponentType.Label,
    label: words('form.either'),
    component: {
      type: ComponentType.RadioGroup,
      custom_id,
      required: isNeeded(question),
      options: options.map((option) => (isChosen(option.value) ? { ...option, default: true } : option)),
    },
  };
}

function descriptionOf({ description }: { description?: string }) {
  return description === undefined ? {} : { description };
}

/** The label values after that choice: both are 1 or 0; left open, neither has a value any more. */
export function readEither(
  labels: readonly Label[],
  values: LabelValues,
  given: ModalFields[string],
): LabelValues {
  const names = labels.map(({ name }) => name);
  const others = Object.entries(values).filter(([name]) => !names.includes(name));
  const truth = typeof given === 'string' && Object.hasOwn(truths, given) ? truths[given] : undefined;
  const answers = names.flatMap((name, index) => {
    const value = truth?.[index];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...others, ...answers]);
}
