import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { FormValues } from '../../view.ts';
import type { Entity, FieldOption } from '../components/options.ts';

type Kind =
  | { kind: 'text'; long: boolean; placeholder: string; value: string; min: number; max: number }
  | { kind: 'select'; of: Entity; placeholder: string; options: FieldOption[]; min: number; max: number }
  | { kind: 'radio'; options: FieldOption[] }
  | { kind: 'checks'; options: FieldOption[]; min: number; max: number }
  | { kind: 'check'; ticked: boolean }
  | { kind: 'unknown'; type: number };

/** One place of a form: a text to read, or a field to fill in. */
export type Place =
  | { place: 'text'; text: string }
  | ({ place: 'field'; id: string; label: string; description: string; required: boolean } & Kind);
export type Field = Extract<Place, { place: 'field' }>;

type Top = APIModalInteractionResponseCallbackData['components'][number];
type Inner =
  | Extract<Top, { component: unknown }>['component']
  | Extract<Top, { components: unknown }>['components'][number];

/** The places of a modal, top to bottom. */
export function readForm(data: APIModalInteractionResponseCallbackData): Place[] {
  return data.components.flatMap((top): Place[] => {
    if (top.type === ComponentType.TextDisplay) return [{ place: 'text', text: top.content }];
    if (top.type === ComponentType.Label) return [field(top.component, top.label, top.description ?? '')];
    return top.components.map((inner) => field(inner, 'label' in inner ? (inner.label ?? '') : '', ''));
  });
}

function field(inner: Inner, label: string, description: string): Field {
  const required = 'required' in inner ? (inner.required ?? true) : inner.type !== ComponentType.Checkbox;
  const id = 'custom_id' in inner ? inner.custom_id : '';
  return { place: 'field', id, label, description, required, ...kind(inner) };
}

function kind(inner: Inner): Kind {
  switch (inner.type) {
    case ComponentType.TextInput:
      return {
        kind: 'text',
        long: inner.style === TextInputStyle.Paragraph,
        placeholder: inner.placeholder ?? '',
        value: inner.value ?? '',
        min: inner.min_length ?? 0,
        max: inner.max_length ?? 4000,
      };
    case ComponentType.StringSelect:
      return { ...choosing(inner), of: 'options', options: inner.options.map(option) };
    case ComponentType.UserSelect:
      return { ...choosing(inner), of: 'people', options: [] };
    case ComponentType.RoleSelect:
      return { ...choosing(inner), of: 'roles', options: [] };
    case ComponentType.MentionableSelect:
      return { ...choosing(inner), of: 'mentionables', options: [] };
    case ComponentType.ChannelSelect:
      return { ...choosing(inner), of: 'channels', options: [] };
    case ComponentType.RadioGroup:
      return { kind: 'radio', options: inner.options.map(option) };
    case ComponentType.CheckboxGroup: {
      const { min_values: min = 1, max_values: max = inner.options.length } = inner;
      return { kind: 'checks', options: inner.options.map(option), min, max };
    }
    case ComponentType.Checkbox:
      return { kind: 'check', ticked: inner.default ?? false };
    default:
      return { kind: 'unknown', type: inner.type };
  }
}

type Choosing = { placeholder?: string; min_values?: number; max_values?: number };

function choosing({ placeholder = '', min_values: min = 1, max_values: max = 1 }: Choosing) {
  return { kind: 'select' as const, placeholder, min, max };
}

type Option = { value: string; label: string; description?: string; default?: boolean };

function option({ value, label, description = '', default: chosen = false }: Option): FieldOption {
  return { value, label, description, chosen };
}

/** What the form holds before anybody has touched it. */
export function untouched(places: Place[]): FormValues {
  return Object.fromEntries(fieldsOf(places).map((field) => [field.id, initial(field)]));
}

/** The fields among the places that can be filled in here. */
export function fieldsOf(places: Place[]): Field[] {
  return places.filter((place): place is Field => place.place === 'field' && place.kind !== 'unknown');
}

function initial(field: Field): FormValues[string] {
  switch (field.kind) {
    case 'text':
      return field.value;
    case 'radio':
      return chosen(field.options)[0] ?? null;
    case 'check':
      return field.ticked;
    case 'unknown':
      return null;
    default:
      return chosen(field.options);
  }
}

function chosen(options: FieldOption[]): string[] {
  return options.filter((option) => option.chosen).map(({ value }) => value);
}

/** Whether closing the form now would throw something away. */
export function touched(places: Place[], values: FormValues): boolean {
  const before = untouched(places);
  return Object.keys(before).some((id) => JSON.stringify(before[id]) !== JSON.stringify(values[id]));
}
