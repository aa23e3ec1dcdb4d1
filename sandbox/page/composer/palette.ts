import { html, nothing, type TemplateResult } from 'lit';
import { avatar } from '../avatar.ts';
import type { Scene } from '../scene.ts';
import type { Suggestion } from './suggestions.ts';

/** What the list reports: a suggestion is taken, or the mouse has come to it. */
export type PaletteEvents = { take(suggestion: Suggestion): void; point(index: number): void };

/**
 * The list above the composer. `active` is the line the arrow keys have reached, −1 for none; `note` stands in for an
 * empty list.
 */
export function palette(
  { list, active, note }: { list: Suggestion[]; active: number; note: string },
  { snapshot }: Scene,
  events: PaletteEvents,
): TemplateResult | typeof nothing {
  const first = list[0];
  if (!first)
    return note
      ? html`<div class="palette"><p class="palette-note" role="status">${note}</p></div>`
      : nothing;
  const title = { command: snapshot.bot.name, option: 'Options', value: 'value' }[first.take];
  return html`<div class="palette">
    <h2>${first.take === 'command' ? html`<img src=${avatar(snapshot.bot)} alt="" />` : nothing}${
      first.take === 'value' ? html`${first.option.label}<small>${first.option.description}</small>` : title
    }</h2>
    <div role="listbox" id="suggestions" aria-label="Suggestions">
      ${list.map((suggestion, index) => line(suggestion, index, index === active, events))}
    </div>
  </div>`;
}

function line(suggestion: Suggestion, index: number, active: boolean, { take, point }: PaletteEvents) {
  const move = ({ pointerType, movementX, movementY }: PointerEvent) => {
    const moved = movementX !== 0 || movementY !== 0; // rather than the list under a mouse at rest
    if (pointerType === 'mouse' && moved && !active) point(index);
  };
  const press = (event: Event) => {
    event.preventDefault(); // keeps the cursor in the composer
    take(suggestion);
  };
  return html`<div
    id="suggestion-${index}"
    class="suggestion ${active ? 'active' : ''}"
    role="option"
    aria-selected=${active ? 'true' : 'false'}
    @mousedown=${(event: Event) => event.preventDefault()}
    @click=${press}
    @pointermove=${move}
  >
    ${words(suggestion)}
  </div>`;
}

function words(suggestion: Suggestion): TemplateResult {
  if (suggestion.take === 'value')
    return html`<span class="suggestion-name" dir="auto">${suggestion.choice.label}</span>`;
  if (suggestion.take === 'option') {
    const { label, description, required } = suggestion.option;
    return html`<span class="suggestion-name">${label}</span>
      <span class="suggestion-description">${description}</span>
      <span class="suggestion-note">${required ? 'required' : 'optional'}</span>`;
  }
  const { label, description, options } = suggestion.command;
  return html`<span class="suggestion-name">/${label}</span>
    ${options.map((option) => html`<span class="suggestion-option ${option.required ? 'required' : ''}">${option.label}</span>`)}
    <span class="suggestion-description" dir="auto">${description}</span>`;
}
