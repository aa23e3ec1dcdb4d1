import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ChannelView } from '../../view.ts';
import type { Line } from './line.ts';

/** What the field for the line itself reports. */
export type LineEvents = { typed(text: string): void; key(event: KeyboardEvent): void; focused(): void };

/** The place to type in: the text to say, or, after a command, the name of a further option. */
export function lineField(
  { draft, text, active }: Line,
  channel: ChannelView | undefined,
  suggested: number,
  { typed, key, focused }: LineEvents,
): TemplateResult {
  const label = `Message ${channel?.kind === 'dm' ? '@' : '#'}${channel?.name ?? ''}`;
  const left = draft?.command.options.filter(({ name }) => draft.values[name] === undefined).length ?? 0;
  const input = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement) typed(target.value);
  };
  return html`<textarea
    id="line"
    rows="1"
    maxlength="2000"
    dir="auto"
    autocomplete="off"
    role="combobox"
    aria-label=${label}
    aria-autocomplete="list"
    aria-expanded=${suggested > 0 ? 'true' : 'false'}
    aria-controls="suggestions"
    aria-activedescendant=${suggested > 0 && active >= 0 ? `suggestion-${active}` : nothing}
    placeholder=${draft ? (left > 0 ? `+${left} optional` : '') : label}
    .value=${live(text)}
    @input=${input}
    @keydown=${key}
    @focus=${focused}
  ></textarea>`;
}
