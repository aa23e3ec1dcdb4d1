import type { APIAttachment } from 'discord-api-types/v10';
import { html, type TemplateResult } from 'lit';
import { fileIcon } from '../icons.ts';

/** A file with a message: pictures are shown, others become a card with a link. */
export function attachment(data: APIAttachment): TemplateResult {
  const isPicture = data.content_type?.startsWith('image/') && !data.content_type.includes('svg');
  return isPicture
    ? picture(data.url, data.description ?? data.filename, 'attached-picture')
    : attachmentCard(data);
}

/** Name, size and link of a file. */
export function attachmentCard({ filename, size, url }: APIAttachment): TemplateResult {
  return html`<div class="file">
    ${fileIcon()}
    <div class="file-words">
      <a href=${local(url) ? url : '#'} download=${filename} target="_blank" rel="noopener noreferrer">${filename}</a>
      <span>${bytes(size)}</span>
    </div>
  </div>`;
}

/** A picture from this server. One from elsewhere is only linked: the page loads nothing from other places. */
export function picture(url: string, description: string, look: string): TemplateResult {
  if (local(url)) return html`<img class=${look} src=${url} alt=${description} loading="lazy" />`;
  if (!/^https?:/i.test(url)) return html`<span class="elsewhere">🖼️ ${description || url}</span>`;
  return html`<a class="elsewhere" href=${url} target="_blank" rel="noopener noreferrer">🖼️ ${description || url}</a>`;
}

function local(url: string): boolean {
  return (
    url.startsWith('data:image/') ||
    (URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin)
  );
}

function bytes(size: number): string {
  if (size < 1024) return `${size} bytes`;
  return size < 1024 ** 2 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1024 ** 2).toFixed(1)} MB`;
}
