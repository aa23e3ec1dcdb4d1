import { kind, type Part } from '../rules/part.ts';
import type { FormValues, ModalView } from '../view.ts';

export type Field = {
  label: string;
  description: string;
  customId: string;
  type: number;
  required: boolean;
  /** Text in it, or the values chosen beforehand. */
  value: string | string[] | boolean;
  options: { label: string; value: string }[];
};

/** The texts that stand in a form above and between its fields, in order. */
export function textsOf(modal: ModalView): string[] {
  const parts = modal.data.components as Part[]; // same JSON, loosely
  return parts.filter(({ type }) => type === kind.text).map(({ content }) => content ?? '');
}

/** The fields of a form, in order; texts between them are left out. */
export function fieldsOf(modal: ModalView): Field[] {
  return (modal.data.components as Part[]).flatMap((part) => {
    if (part.type === kind.label && part.component) return [field(part.component, part)];
    return (part.components ?? []).map((input) => field(input, input));
  });
}

function field(part: Part, { label, description }: Part): Field {
  return {
    label: label ?? '',
    description: description ?? '',
    customId: part.custom_id ?? '',
    type: part.type,
    required: part.type !== kind.checkbox && (part.required ?? true),
    value: held(part),
    options: (part.options ?? []).map((option) => ({ label: option.label, value: option.value })),
  };
}

function held(part: Part): Field['value'] {
  if (part.type === kind.textInput) return part.value ?? '';
  if (part.type === kind.checkbox) return part.default ?? false;
  return (part.options ?? []).filter((option) => option.default).map(({ value }) => value);
}

/** Values under custom ids, from values under labels or custom ids; choices may be labels too. */
export function namedValues(modal: ModalView, given: FormValues): { values: FormValues } | { error: string } {
  const fields = fieldsOf(modal);
  const values: FormValues = {};
  for (const [name, value] of Object.entries(given)) {
    const found = fields.find(({ customId, label }) => customId === name || label === name);
    if (!found) return { error: `The form has no field "${name}"` };
    values[found.customId] = chosen(found, value);
  }
  return { values };
}

function chosen({ type, options }: Field, value: FormValues[string]): FormValues[string] {
  if (type === kind.textInput) return value;
  const real = (text: string) => options.find(({ label }) => label === text)?.value ?? text;
  if (typeof value === 'string') return real(value);
  return Array.isArray(value) ? value.map(real) : value;
}
