import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { OptionView } from './commands.ts';

/** What an option's field shows and reports. */
export type OptionField = {
  shown: string;
  wrong: boolean;
  typed(text: string): void;
  /** A file was chosen, where the option takes one. */
  picked(file: File): void;
  key(event: KeyboardEvent): void;
  focused(): void;
};

/** One option in the command line: its name, and a place to type or to choose a file. */
export function optionField(option: OptionView, field: OptionField): TemplateResult {
  const label = `${option.label}${option.required ? ', required' : ''}: ${option.description}`;
  const place = option.kind === 'file' ? fileField(option, label, field) : textField(option, label, field);
  return html`<label class="option-field ${field.wrong ? 'wrong' : ''}"><span>${option.label}</span>${place}</label>`;
}

function textField(
  option: OptionView,
  label: string,
  { shown, wrong, typed, key, focused }: OptionField,
): TemplateResult {
  const input = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) typed(target.value);
  };
  return html`<input
    data-option=${option.name}
    autocomplete="off"
    aria-label=${label}
    aria-invalid=${wrong ? 'true' : 'false'}
    aria-controls="suggestions"
    dir="auto"
    .value=${live(shown)}
    @input=${input}
    @keydown=${key}
    @focus=${focused}
  />`;
}

/** Until a file was chosen, Enter is the browser's: it opens the list of files. */
function fileField(
  option: OptionView,
  label: string,
  { shown, wrong, picked, key, focused }: OptionField,
): TemplateResult {
  const change = ({ target }: Event) => {
    const [file] = target instanceof HTMLInputElement ? (target.files ?? []) : [];
    if (file) picked(file);
  };
  return html`<input
    type="file"
    data-option=${option.name}
    aria-label=${label}
    aria-invalid=${wrong ? 'true' : 'false'}
    @change=${change}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Enter' || shown !== '') key(event);
    }}
    @focus=${focused}
  />`;
}
