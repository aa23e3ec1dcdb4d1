import { choiceProblems } from './choices.ts';
import { type Localized, localeProblems, slashNameProblems, uniqueNameProblems } from './localizations.ts';
import { type Problem, problem } from './problem.ts';

export type Option = Localized & {
  type: number;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?:
    | { name: string; value: string | number; name_localizations?: Record<string, string> | null }[]
    | null;
  min_value?: number | null;
  max_value?: number | null;
  min_length?: number | null;
  max_length?: number | null;
  options?: Option[] | null;
};

const isGroup = (option: Option) => option.type <= 2;

/** What Discord would refuse in the options of a command, group or subcommand. */
export function optionsProblems(options: Option[], path: Problem['path']): Problem[] {
  return [
    ...uniqueNameProblems(options, path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'),
    ...orderProblems(options, path),
    ...options.flatMap((option, index) => oneOption(option, [...path, index])),
  ];
}

function orderProblems(options: Option[], path: Problem['path']): Problem[] {
  const groups = options.filter(isGroup).length;
  if (groups > 0 && groups < options.length) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    return [problem(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message)];
  }
  return options.flatMap((option, index) =>
    option.required && options.slice(0, index).some((earlier) => !earlier.required)
      ? [
          problem(
            [...path, index],
            'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            'Required options must be placed before non-required options',
          ),
        ]
      : [],
  );
}

function oneOption(option: Option, path: Problem['path']): Problem[] {
  const { choices, autocomplete } = option;
  const reversed = (min?: number | null, max?: number | null) => min != null && max != null && min > max;
  return [
    ...localeProblems(option, path),
    ...slashNameProblems(option, path),
    ...choiceProblems(choices ?? [], [...path, 'choices']),
    ...(choices ?? []).flatMap((choice, index) => localeProblems(choice, [...path, 'choices', index])),
    ...(autocomplete && choices?.length
      ? [
          problem(
            [...path, 'autocomplete'],
            'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
            'Not both',
          ),
        ]
      : []),
    ...(reversed(option.min_value, option.max_value)
      ? [problem([...path, 'min_value'], 'APPLICATION_COMMAND_OPTIONS_MIN_MAX', 'Minimum above maximum')]
      : []),
    ...(reversed(option.min_length, option.max_length)
      ? [problem([...path, 'min_length'], 'APPLICATION_COMMAND_OPTIONS_MIN_MAX', 'Minimum above maximum')]
      : []),
    ...optionsProblems(option.options ?? [], [...path, 'options']),
  ];
}
