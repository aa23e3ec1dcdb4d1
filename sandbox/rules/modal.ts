import { ModalInteractionCallbackRequestDataSchema } from 'discord-api-spec/zod';
import { componentProblems } from './components.ts';
import { isSelect, kind, type Part, type Placed, walk } from './part.ts';
import { type Problem, problem, required } from './problem.ts';
import { readBy } from './schema.ts';

export type Form = { custom_id: string; title: string; components: Part[] };

/** Everything Discord would refuse in the `data` of a modal callback. Paths start at `data`'s own keys. */
export function modalProblems(data: unknown): Problem[] {
  return readForm(data).problems;
}

/** The form in the `data` of a modal callback, or what Discord would refuse in it. */
export function readForm(
  data: unknown,
): { form: Form; problems: [] } | { form: undefined; problems: Problem[] } {
  const read = readBy(ModalInteractionCallbackRequestDataSchema, data);
  if (read.problems.length > 0) return { form: undefined, problems: read.problems };
  const form = read.data as Form; // as the schema has just found
  const problems = [
    ...(form.title.trim() ? [] : [required(['title'])]),
    ...(form.components.length > 5
      ? [problem(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')]
      : []),
    ...componentProblems(form.components),
    ...walk(form.components).flatMap(fieldProblems),
  ];
  return problems.length > 0 ? { form: undefined, problems } : { form, problems: [] };
}

function fieldProblems({ part, path }: Placed): Problem[] {
  if (part.type === kind.label) return labelProblems(part, path);
  if (part.type === kind.textInput) return textProblems(part, path);
  if (part.type === kind.row) return oldRowProblems(part, path);
  if (part.type === kind.checkboxes || part.type === kind.upload)
    return [...counts(part, path), ...choice(part, path)];
  if (isSelect(part)) return choice(part, path);
  if (part.type === kind.text) return part.content?.trim() ? [] : [required([...path, 'content'])];
  return [];
}

function labelProblems({ label, component }: Part, path: Placed['path']): Problem[] {
  const doubled = component?.type === kind.textInput && component.label;
  return [
    ...(label?.trim() ? [] : [required([...path, 'label'])]),
    ...(doubled
      ? [
          problem(
            [...path, 'component', 'label'],
            'COMPONENT_LABEL_FORBIDDEN',
            'A label is not allowed inside a Label',
          ),
        ]
      : []),
  ];
}

function oldRowProblems({ components = [] }: Part, path: Placed['path']): Problem[] {
  const [input] = components;
  return [
    ...(components.length > 1
      ? [problem([...path, 'components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 1 in length.')]
      : []),
    ...(input?.label?.trim() ? [] : [required([...path, 'components', 0, 'label'])]),
  ];
}

// A value longer than its own input could not be typed back by the person; counted as builders do, the stricter way.
function textProblems(input: Part, path: Placed['path']): Problem[] {
  const { min_length: min = 0, max_length: max = 4000, value } = input;
  return [
    ...((min ?? 0) > (max ?? 4000)
      ? [problem([...path, 'min_length'], 'TEXT_INPUT_MIN_ABOVE_MAX', 'Minimum length above maximum length')]
      : []),
    ...(value && value.length > (max ?? 4000)
      ? [problem([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)]
      : []),
    ...(value && [...value].length < (min ?? 0)
      ? [problem([...path, 'value'], 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`)]
      : []),
  ];
}

function choice(part: Part, path: Placed['path']): Problem[] {
  return [
    ...(part.disabled
      ? [
          problem(
            [...path, 'disabled'],
            'COMPONENT_DISABLED_IN_MODAL',
            'Components in a modal cannot be disabled',
          ),
        ]
      : []),
    ...(part.min_values === 0 && (part.required ?? true)
      ? [
          problem(
            [...path, 'min_values'],
            'REQUIRED_WITHOUT_VALUES',
            'A required field needs at least one value',
          ),
        ]
      : []),
  ];
}

function counts(part: Part, path: Placed['path']): Problem[] {
  const available = part.options?.length ?? 10;
  const max = part.max_values ?? (part.type === kind.upload ? 1 : available);
  const min = part.min_values ?? 1;
  return [
    ...(min > max ? [problem([...path, 'min_values'], 'SELECT_MIN_ABOVE_MAX', 'Minimum above maximum')] : []),
    ...(Math.max(min, max) > available
      ? [problem([...path, 'max_values'], 'SELECT_MAX_ABOVE_OPTIONS', 'More values than options')]
      : []),
  ];
}
