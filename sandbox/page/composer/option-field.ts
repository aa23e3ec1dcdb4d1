import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { OptionView } from './commands.ts';

/** What an option's field shows and reports. */
export type OptionField = {
  shown: string;
  wrong: boolean;
  typed(text: string): void;
  key(event: KeyboardEvent): void;
  focused(): void;
};

/** One option in the command line: its name, and a place to type. */
export function optionField(
  option: OptionView,
  { shown, wrong, typed, key, focused }: OptionField,
): TemplateResult {
  const input = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) typed(target.value);
  };
  return html`<label class="option-field ${wrong ? 'wrong' : ''}">
    <span>${option.label}</span>
    <input
      data-option=${option.name}
      autocomplete="off"
      aria-label="${option.label}${option.required ? ', required' : ''}: ${option.description}"
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-controls="suggestions"
      dir="auto"
      .value=${live(shown)}
      @input=${input}
      @keydown=${key}
      @focus=${focused}
    />
  </label>`;
}
