import type {
  APIComponentInLabel,
  APIModalInteractionResponseCallbackComponent,
  APIModalInteractionResponseCallbackData,
  APITextInputComponent,
} from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { codePoints } from '../text/text.ts';
import { checkboxProblems, radioProblems, selectProblems } from './fits-choice.ts';
import { idProblems } from './fits-id.ts';
import { countProblems, duplicates, textProblems } from './fits-text.ts';
import { modalLimits as limits } from './limits.ts';
import { componentsOf, customIdsOf, idsOf } from './nested.ts';

/** What is wrong with a modal. */
export function* modalProblems(modal: APIModalInteractionResponseCallbackData): Generator<string> {
  const all = componentsOf(modal.components);
  yield* idProblems('modal', { custom_id: modal.custom_id });
  yield* textProblems('title', modal.title, { min: 1, max: limits.title });
  yield* countProblems('components', modal.components.length, { min: 1, max: limits.components });
  yield* duplicates('custom_id', customIdsOf(all));
  yield* duplicates('id', idsOf(all));
  for (const [index, one] of modal.components.entries()) yield* partProblems(`components[${index}]`, one);
}

function* partProblems(place: string, part: APIModalInteractionResponseCallbackComponent): Generator<string> {
  switch (part.type) {
    case ComponentType.TextDisplay:
      yield* textProblems(place, part.content, { min: 1, max: limits.display });
      return;
    case ComponentType.Label:
      yield* textProblems(`${place}.label`, part.label, { min: 1, max: limits.label });
      yield* textProblems(`${place}.description`, part.description, { max: limits.labelDescription });
      yield* fieldProblems(place, part.component);
      return;
    default:
      yield `${place}: a row in a modal is out of date, use a label`;
  }
}

function* fieldProblems(place: string, field: APIComponentInLabel): Generator<string> {
  if ('min_values' in field && field.min_values === 0 && (field.required ?? true)) {
    yield `${place}: min_values 0 although required`;
  }
  switch (field.type) {
    case ComponentType.TextInput:
      return yield* inputProblems(place, field);
    case ComponentType.RadioGroup:
      return yield* radioProblems(place, field);
    case ComponentType.CheckboxGroup:
      return yield* checkboxProblems(place, field);
    case ComponentType.Checkbox:
      yield* idProblems(place, field);
      if ('required' in field && field.required) yield `${place}: a checkbox cannot be required`;
      return;
    case ComponentType.FileUpload:
      yield* idProblems(place, field);
      return yield* countProblems(`${place}.max_values`, field.max_values ?? 1, {
        min: 1,
        max: limits.files,
      });
    default:
      if (field.disabled !== undefined) yield `${place}: a select in a modal cannot be disabled`;
      yield* selectProblems(place, field);
  }
}

function* inputProblems(place: string, input: APITextInputComponent): Generator<string> {
  const { min_length: min = 0, max_length: max = limits.input, value, placeholder } = input;
  yield* idProblems(place, input);
  if (input.label !== undefined) yield `${place}: an input inside a label has no label of its own`;
  yield* countProblems(`${place}.min_length`, min, { max: limits.input });
  yield* countProblems(`${place}.max_length`, max, { min: 1, max: limits.input });
  if (min > max) yield `${place}: min_length ${min} is more than max_length ${max}`;
  yield* textProblems(`${place}.value`, value, { max: limits.input });
  if (codePoints(value ?? '') > max) yield `${place}.value: longer than max_length ${max}`;
  yield* textProblems(`${place}.placeholder`, placeholder, { max: limits.inputPlaceholder });
}
