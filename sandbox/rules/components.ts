import { isSelect, kind, type Part, type Placed, walk } from './part.ts';
import { type Problem, problem, required } from './problem.ts';

const styles = { link: 5, premium: 6 };
const snowflake = /^\d{17,20}$/;
const oneEmoji = /^\p{RGI_Emoji}$/v;

/** What holds for components wherever they are: unique ids, buttons, selects, rows. */
export function componentProblems(parts: Part[]): Problem[] {
  const all = walk(parts);
  return [
    ...duplicates(
      all,
      'custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    ),
    ...duplicates(all, 'id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
    ...all.flatMap(({ part, path }) => [
      ...(part.type === kind.row ? rowProblems(part, path) : []),
      ...(part.type === kind.button ? buttonProblems(part, path) : []),
      ...(isSelect(part) ? selectProblems(part, path) : []),
      ...(part.options ? optionProblems(part, path) : []),
    ]),
  ];
}

function duplicates(all: Placed[], key: 'custom_id' | 'id', code: string, message: string): Problem[] {
  const seen = new Set<string | number>();
  return all.flatMap(({ part, path }) => {
    const value = part[key];
    if (!value) return []; // an id of 0 asks for an automatic one
    const again = seen.has(value);
    seen.add(value);
    return again ? [problem([...path, key], code, message)] : [];
  });
}

function rowProblems({ components = [] }: Part, path: Placed['path']): Problem[] {
  const crowded = components.length > 1 && components.some((part) => part.type !== kind.button);
  if (!crowded && components.length <= 5) return [];
  const message = 'A row holds five buttons, or one select and nothing else';
  return [problem([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message)];
}

function buttonProblems(button: Part, path: Placed['path']): Problem[] {
  const problems: Problem[] = [];
  const invalid = (key: string, message: string) =>
    problems.push(problem([...path, key], 'BUTTON_COMPONENT_INVALID', message));
  if (button.style === styles.link) {
    if (!button.url) problems.push(required([...path, 'url']));
    else if (!/^(https?|discord):\/\//.test(button.url))
      invalid('url', 'Scheme must be http, https or discord');
    if (button.custom_id) invalid('custom_id', 'A custom id and url cannot both be specified');
  } else if (button.style === styles.premium) {
    if (!button.sku_id) problems.push(required([...path, 'sku_id']));
    if (button.custom_id || button.label || button.url || button.emoji) {
      invalid('sku_id', 'A premium button has nothing but its SKU');
    }
  } else {
    if (!button.custom_id) problems.push(required([...path, 'custom_id']));
    if (button.url) invalid('url', 'Only a link button has a url');
  }
  if (button.style !== styles.premium && !button.label?.trim() && !button.emoji) {
    problems.push(required([...path, 'label']));
  }
  return [...problems, ...emojiProblems(button, path)];
}

function emojiProblems({ emoji }: Pick<Part, 'emoji'>, path: Placed['path']): Problem[] {
  if (!emoji) return [];
  const valid = emoji.id ? snowflake.test(emoji.id) : oneEmoji.test(emoji.name ?? '');
  return valid ? [] : [problem([...path, 'emoji', 'name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji')];
}

function selectProblems(select: Part, path: Placed['path']): Problem[] {
  const count = select.options?.length ?? 25;
  const { min, max } = bounds(select, 1);
  const problems: Problem[] = [];
  if (min > max)
    problems.push(problem([...path, 'min_values'], 'SELECT_MIN_ABOVE_MAX', 'Minimum above maximum'));
  if (Math.max(min, max) > count) {
    problems.push(problem([...path, 'max_values'], 'SELECT_MAX_ABOVE_OPTIONS', 'More values than options'));
  }
  return problems;
}

/** How many values may be chosen. Left out, Discord takes 1 and a default maximum. */
export function bounds(part: Part, defaultMax: number): { min: number; max: number } {
  return { min: part.min_values ?? 1, max: part.max_values ?? defaultMax };
}

function optionProblems(part: Part, path: Placed['path']): Problem[] {
  const options = part.options ?? [];
  const chosen = options.filter((option) => option.default).length;
  const max =
    part.type === kind.radio ? 1 : bounds(part, part.type === kind.checkboxes ? options.length : 1).max;
  const seen = new Set<string>();
  const problems = options.flatMap((option, index) => {
    const place = [...path, 'options', index];
    const again = seen.has(option.value);
    seen.add(option.value);
    return [
      ...(again
        ? [problem([...place, 'value'], 'SELECT_OPTION_DUPLICATED', 'This option value is already used')]
        : []),
      ...(option.label.trim() ? [] : [required([...place, 'label'])]),
      ...(option.value.trim() ? [] : [required([...place, 'value'])]),
      ...emojiProblems(option, place),
    ];
  });
  if (chosen <= max) return problems;
  return [
    ...problems,
    problem([...path, 'options'], 'SELECT_TOO_MANY_DEFAULTS', 'More defaults than values'),
  ];
}
