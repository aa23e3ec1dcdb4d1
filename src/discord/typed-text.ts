import { type APILabelComponent, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { ModalFields } from './interaction.ts';
import { modalLimits } from './limits/limits.ts';
import { prefills } from './text/prefill.ts';

const fieldIds = ['text', 'text2', 'text3', 'text4', 'text5'] as const; // as many as a form has places

/** What stands beside the inputs for one text, and how many UTF-16 units Discord lets each become. */
export type TextInputs = {
  /** `part` counts from 1; undefined where one input takes the whole text. */
  label(part: number | undefined): string;
  description?: string;
  most: number;
};

/** Whether a text fits into the inputs of one form, so that editing loses none of it. */
export function fitsForm(text: string): boolean {
  return prefills(text, modalLimits.input).length <= fieldIds.length;
}

/** The inputs of a form for a text: one, and more for a text so long that one could not be filled with it. */
export function textInputs(text: string, { label, description, most }: TextInputs): APILabelComponent[] {
  const parts = prefills(text, modalLimits.input).slice(0, fieldIds.length);
  return (parts.length > 0 ? parts : [undefined]).map((value, index) => ({
    type: ComponentType.Label,
    label: label(parts.length > 1 ? index + 1 : undefined),
    ...(description === undefined ? {} : { description }),
    component: {
      type: ComponentType.TextInput,
      custom_id: fieldIds[index] ?? fieldIds[0],
      style: TextInputStyle.Paragraph,
      required: index === 0,
      min_length: index === 0 ? 1 : 0,
      max_length: Math.max(most, value?.length ?? 0),
      ...(value === undefined ? {} : { value }),
    },
  }));
}

/** The text that was entered into them; undefined where the form had none of them. */
export function typedText(fields: ModalFields): string | undefined {
  const parts = fieldIds.map((id) => fields[id]).filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join('') : undefined;
}
