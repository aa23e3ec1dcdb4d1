import type {
  APIContainerComponent,
  APIFileComponent,
  APIMediaGalleryComponent,
  APISectionComponent,
  APISeparatorComponent,
} from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { attachmentCard, picture } from './attachment.ts';
import { button } from './button.ts';
import { colour } from './colour.ts';
import type { Host } from './host.ts';

type Drawn = TemplateResult | typeof nothing;

/** A box around other components, drawn already, with a coloured edge if it has one. */
export function container(
  { accent_color, spoiler }: APIContainerComponent,
  inside: readonly Drawn[],
): TemplateResult {
  const edge = accent_color == null ? {} : { 'border-inline-start-color': colour(accent_color) };
  return html`<div
    class="container ${accent_color == null ? '' : 'accented'} ${spoiler ? 'covered' : ''}"
    style=${styleMap(edge)}
    @click=${spoiler ? uncover : nothing}
  >
    ${inside}
  </div>`;
}

function uncover({ currentTarget }: Event) {
  if (currentTarget instanceof HTMLElement) currentTarget.classList.remove('covered');
}

/** Texts, drawn already, with a button or a picture beside them. */
export function section(
  { accessory }: APISectionComponent,
  texts: readonly Drawn[],
  host: Host,
): TemplateResult {
  const beside =
    accessory.type === ComponentType.Button
      ? button(accessory, host)
      : picture(accessory.media.url, accessory.description ?? '', 'thumbnail');
  return html`<div class="section">
    <div class="section-texts">${texts}</div>
    <div class="section-accessory">${beside}</div>
  </div>`;
}

/** A gap, with a line unless it is switched off. */
export function separator({ divider = true, spacing = 1 }: APISeparatorComponent): TemplateResult {
  return html`<div class="separator ${divider ? 'line' : ''} ${spacing === 2 ? 'wide' : ''}" role="separator"></div>`;
}

/** One to ten pictures. */
export function gallery({ items }: APIMediaGalleryComponent): TemplateResult {
  return html`<div class="gallery">
    ${items.map(({ media, description }) => picture(media.url, description ?? '', 'gallery-picture'))}
  </div>`;
}

/** A file of the message, by the name it was attached under. */
export function file(data: APIFileComponent, { message }: Host): TemplateResult | typeof nothing {
  const name = data.file.url.replace(/^attachment:\/\//, '');
  const attachment = message.attachments.find(
    ({ filename, url }) => filename === name || url === data.file.url,
  );
  return attachment ? attachmentCard(attachment) : html`<p class="unknown">${name}</p>`;
}
