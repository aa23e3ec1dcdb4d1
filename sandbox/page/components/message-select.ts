import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import { html, type TemplateResult } from 'lit';
import { say } from '../words/words.ts';
import { emojiText } from './button.ts';
import { entityOf, entityOptions } from './entities.ts';
import type { Host } from './host.ts';
import type { FieldOption } from './options.ts';

/** A select on a message: choosing sends at once, several choices when the list is closed. */
export function messageSelect(data: APISelectMenuComponent, { scene, message }: Host): TemplateResult {
  const choose = ({ detail: values }: CustomEvent<string[]>) => {
    if (scene.waiting.has(message.id)) return;
    void scene.act({ do: 'select', messageId: message.id, customId: data.custom_id, values });
  };
  return html`<sandbox-select
    .options=${data.type === ComponentType.StringSelect ? own(data) : entityOptions(entityOf(data.type), scene.snapshot, chosenIn(data))}
    .placeholder=${data.placeholder ?? say('choose', scene.snapshot.me.locale)}
    .min=${data.min_values ?? 1}
    .max=${data.max_values ?? 1}
    .disabled=${(data.disabled ?? false) || scene.waiting.has(message.id)}
    .waiting=${scene.waiting.get(message.id) === data.custom_id}
    @choose=${choose}
  ></sandbox-select>`;
}

function chosenIn(data: APISelectMenuComponent): string[] {
  return 'default_values' in data ? (data.default_values ?? []).map(({ id }) => id) : [];
}

function own({
  options,
}: Extract<APISelectMenuComponent, { type: ComponentType.StringSelect }>): FieldOption[] {
  return options.map(({ value, label, description = '', default: chosen = false, emoji }) => ({
    value,
    label: emoji ? `${emojiText(emoji)} ${label}` : label,
    description,
    chosen,
  }));
}
