import { type APICheckboxGroupOption, type APILabelComponent, ComponentType } from 'discord-api-types/v10';

/** A part of a form in which any of some boxes may be ticked, also none. */
export function tickField(
  custom_id: string,
  { label, description }: { label: string; description: string },
  options: readonly APICheckboxGroupOption[],
): APILabelComponent {
  return {
    type: ComponentType.Label,
    label,
    description,
    component: {
      type: ComponentType.CheckboxGroup,
      custom_id,
      required: false,
      min_values: 0, // without it, phones insist on one tick
      max_values: options.length,
      options: [...options],
    },
  };
}
