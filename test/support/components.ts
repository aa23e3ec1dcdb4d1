import type {
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackComponent,
} from 'discord-api-types/v10';
import { ButtonStyle, ComponentType, TextInputStyle } from 'discord-api-types/v10';

// Small components in API shape, valid as they are, for tests to break.

export type ButtonCell = Extract<
  Extract<APIMessageTopLevelComponent, { type: ComponentType.ActionRow }>['components'][number],
  { type: ComponentType.Button; custom_id: string }
>;
export type LabelPart = Extract<APIModalInteractionResponseCallbackComponent, { type: ComponentType.Label }>;

export const button = (custom_id: string, label = 'Skip'): ButtonCell => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  custom_id,
  label,
});
export const row = (...components: ButtonCell[]): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components,
});
export const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `Option ${index}`, value: `${index}` }));
export const select = (
  count: number,
  more: { min_values?: number; max_values?: number; disabled?: boolean } = {},
) => ({ type: ComponentType.StringSelect, custom_id: 'choice', options: options(count), ...more }) as const;
export const inRow = (component: ReturnType<typeof select>): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components: [component],
});
export const label = (component: LabelPart['component'], text = 'Question'): LabelPart => ({
  type: ComponentType.Label,
  label: text,
  component,
});
export const radio = (count: number, custom_id = 'radio') =>
  ({ type: ComponentType.RadioGroup, custom_id, options: options(count) }) as const;
export const boxes = (
  count: number,
  more: { min_values?: number; max_values?: number; required?: boolean } = {},
) => ({ type: ComponentType.CheckboxGroup, custom_id: 'boxes', options: options(count), ...more }) as const;
export const input = (
  more: { min_length?: number; max_length?: number; value?: string; label?: string } = {},
) =>
  ({ type: ComponentType.TextInput, custom_id: 'text', style: TextInputStyle.Paragraph, ...more }) as const;
export const modal = (...components: APIModalInteractionResponseCallbackComponent[]) => ({
  custom_id: 'form',
  title: 'Label this reply',
  components,
});
