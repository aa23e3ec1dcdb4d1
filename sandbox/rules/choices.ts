import { ApplicationCommandAutocompleteCallbackRequestSchema } from 'discord-api-spec/zod';
import { type Problem, problem, required } from './problem.ts';
import { readBy } from './schema.ts';

export type AutocompleteChoice = { name: string; value: string | number };

/** What Discord would refuse in an autocomplete answer (the whole callback, type 8). */
export function autocompleteProblems(callback: unknown): Problem[] {
  const { data } = callback as { data?: { choices?: unknown } | null };
  if (!Array.isArray(data?.choices))
    return [problem(['data', 'choices'], 'BASE_TYPE_REQUIRED', 'This field is required')];
  const { problems } = readBy(ApplicationCommandAutocompleteCallbackRequestSchema, callback);
  if (problems.length > 0) return problems;
  const holes = data.choices.flatMap((choice, index) =>
    choice ? [] : [required(['data', 'choices', index])],
  );
  if (holes.length > 0) return holes;
  return choiceProblems(data.choices as AutocompleteChoice[], ['data', 'choices']);
}

/** At most 25 choices; names of 1 to 100 characters and values of at most 100, neither of them twice. */
export function choiceProblems(choices: AutocompleteChoice[], path: Problem['path']): Problem[] {
  const names = new Set<string>();
  const values = new Set<string | number>();
  const many =
    choices.length > 25 ? [problem(path, 'BASE_TYPE_BAD_LENGTH', 'Must be 25 or fewer in length.')] : [];
  const each = choices.flatMap(({ name, value }, index) => {
    const found: Problem[] = [];
    const add = (key: string, code: string, message: string) =>
      found.push(problem([...path, index, key], code, message));
    if (!name.trim()) add('name', 'BASE_TYPE_REQUIRED', 'This field is required');
    if (names.has(name))
      add('name', 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', 'Choice name already used');
    if (values.has(value))
      add('value', 'APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_ALREADY_EXISTS', 'Choice value already used');
    if (String(value).length > 100) add('value', 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    if (value === '') add('value', 'BASE_TYPE_REQUIRED', 'This field is required');
    names.add(name);
    values.add(value);
    return found;
  });
  return [...many, ...each];
}
