import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { picture } from '../components/attachment.ts';
import { colour } from '../components/colour.ts';
import { markdown } from '../markdown/view.ts';
import type { Scene } from '../scene.ts';
import { sentTime } from '../time.ts';

/** An embed: the library's card around this page's own text, which may hold Markdown in every part. */
export function embed(data: APIEmbed, scene: Scene): TemplateResult {
  const { author, title, url, description, fields = [], image, thumbnail } = data;
  return html`<discord-embed slot="embeds" .color=${data.color == null ? undefined : colour(data.color)}>
    <div slot="description" class="embed ${thumbnail ? 'with-thumbnail' : ''}">
      ${author ? html`<div class="embed-author">${linked(author.name, author.url)}</div>` : nothing}
      ${title ? html`<div class="embed-title">${linked(markdown(title, scene), url)}</div>` : nothing}
      ${description ? html`<div class="embed-description">${markdown(description, scene)}</div>` : nothing}
      ${fields.length > 0 ? html`<div class="embed-fields">${rows(fields).map((row) => row.map((each) => field(each, row.length, scene)))}</div>` : nothing}
      ${thumbnail ? picture(thumbnail.url, '', 'embed-thumbnail') : nothing}
      ${image ? picture(image.url, '', 'embed-image') : nothing} ${footer(data, scene)}
    </div>
  </discord-embed>`;
}

function linked(text: unknown, url: string | undefined) {
  const safe = url && /^https?:/i.test(url);
  return safe ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
}

/** Inline fields stand side by side, at most three; each other field has a row of its own. */
function rows(fields: APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (field.inline && last && last.length < 3 && last.every(({ inline }) => inline)) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function field({ name, value, inline }: APIEmbedField, beside: number, scene: Scene): TemplateResult {
  return html`<div class="embed-field ${inline ? `one-of-${beside}` : ''}">
    <div class="embed-field-name">${markdown(name, scene)}</div>
    <div class="embed-field-value">${markdown(value, scene)}</div>
  </div>`;
}

function footer({ footer, timestamp }: APIEmbed, { reader }: Scene) {
  const parts = [footer?.text, timestamp ? sentTime(timestamp, reader) : undefined].filter(Boolean);
  return parts.length > 0 ? html`<div class="embed-footer" dir="auto">${parts.join(' • ')}</div>` : nothing;
}
