import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Scene } from '../scene.ts';
import { say } from '../words/words.ts';
import type { Line } from './line.ts';

/** What the field for the line itself reports. */
export type LineEvents = { typed(text: string): void; key(event: KeyboardEvent): void; focused(): void };

/** The place to type in: the text to say, or, after a command, the name of a further option. */
export function lineField(
  { draft, text, active }: Line,
  scene: Scene,
  suggested: number,
  { typed, key, focused }: LineEvents,
): TemplateResult {
  const { snapshot, channelId } = scene;
  const channel = snapshot.channels.find(({ id }) => id === channelId);
  const name = `${channel?.kind === 'dm' ? '@' : '#'}${channel?.name ?? ''}`;
  const label = say('write_to', snapshot.me.locale, name);
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
