import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import { html, type nothing, type TemplateResult } from 'lit';
import { markdown } from '../markdown/view.ts';
import { button } from './button.ts';
import type { Host } from './host.ts';
import { container, file, gallery, section, separator } from './layout.ts';
import { messageSelect } from './message-select.ts';

export type AnyComponent =
  | APIMessageTopLevelComponent
  | Extract<APIMessageTopLevelComponent, { components: unknown }>['components'][number];

/** Draws any component a message can have. One of a kind this page does not know is named, not hidden. */
export function component(data: AnyComponent, host: Host): TemplateResult | typeof nothing {
  const draw = (inner: AnyComponent) => component(inner, host);
  switch (data.type) {
    case ComponentType.ActionRow:
      return html`<discord-action-row class="row">${data.components.map(draw)}</discord-action-row>`;
    case ComponentType.Button:
      return button(data, host);
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return messageSelect(data, host);
    case ComponentType.TextDisplay:
      return markdown(data.content, host.scene);
    case ComponentType.Section:
      return section(data, data.components.map(draw), host);
    case ComponentType.Separator:
      return separator(data);
    case ComponentType.Container:
      return container(data, data.components.map(draw));
    case ComponentType.MediaGallery:
      return gallery(data);
    case ComponentType.File:
      return file(data, host);
    default:
      return html`<p class="unknown">A component this page cannot show.</p>`;
  }
}
