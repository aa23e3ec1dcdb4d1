import type {
  APICheckboxGroupComponent,
  APIRadioGroupComponent,
  APISelectMenuComponent,
  APISelectMenuOption,
} from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { idProblems } from './fits-id.ts';
import { countProblems, duplicates, textProblems } from './fits-text.ts';
import { componentLimits as limits } from './limits.ts';

type Range = { min: number; max: number };

/** What is wrong with a select, on a message or in a modal. */
export function* selectProblems(place: string, select: APISelectMenuComponent): Generator<string> {
  const options = select.type === ComponentType.StringSelect ? select.options : undefined;
  yield* idProblems(place, select);
  yield* textProblems(`${place}.placeholder`, select.placeholder, { max: limits.selectPlaceholder });
  if (options !== undefined) yield* optionProblems(place, options, { min: 1, max: limits.selectOptions });
  const { min_values: min = 1, max_values: max = 1 } = select;
  yield* rangeProblems(place, { min, max }, options?.length || limits.selectOptions);
  yield* defaultProblems(place, options ?? [], max);
}

/** What is wrong with a radio group. */
export function* radioProblems(place: string, radio: APIRadioGroupComponent): Generator<string> {
  yield* idProblems(place, radio);
  yield* optionProblems(place, radio.options, limits.radioOptions);
  yield* defaultProblems(place, radio.options, 1);
}

/** What is wrong with a group of checkboxes. */
export function* checkboxProblems(place: string, group: APICheckboxGroupComponent): Generator<string> {
  const { options, required = true } = group;
  const { min_values: min = required ? 1 : 0, max_values: max = options.length } = group;
  yield* idProblems(place, group);
  yield* optionProblems(place, options, limits.checkboxOptions);
  yield* rangeProblems(place, { min, max }, options.length);
  yield* defaultProblems(place, options, max);
}

function* optionProblems(
  place: string,
  options: readonly Omit<APISelectMenuOption, 'emoji'>[],
  count: Range,
): Generator<string> {
  yield* countProblems(`${place}.options`, options.length, count);
  const values = options.map(({ value }) => value);
  yield* duplicates(`${place}.options`, values);
  for (const [index, { label, value, description }] of options.entries()) {
    const here = `${place}.options[${index}]`;
    yield* textProblems(`${here}.label`, label, { min: 1, max: limits.option });
    yield* textProblems(`${here}.value`, value, { min: 1, max: limits.option });
    yield* textProblems(`${here}.description`, description, { max: limits.option });
  }
}

function* rangeProblems(place: string, { min, max }: Range, options: number): Generator<string> {
  yield* countProblems(`${place}.min_values`, min, { max: options });
  yield* countProblems(`${place}.max_values`, max, { min: 1, max: options });
  if (min > max) yield `${place}: min_values ${min} is more than max_values ${max}`;
}

function* defaultProblems(
  place: string,
  options: readonly { default?: boolean }[],
  max: number,
): Generator<string> {
  const chosen = options.filter((option) => option.default).length;
  yield* countProblems(`${place} defaults`, chosen, { max });
}
