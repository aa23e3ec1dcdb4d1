import { type APIButtonComponent, ButtonStyle } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { linkIcon } from '../icons.ts';
import type { Host } from './host.ts';

const LOOKS: Record<number, string> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

/** A button. While the bot has not answered a click it shows dots, and its neighbours rest. */
export function button(data: APIButtonComponent, { scene, message }: Host): TemplateResult {
  const text = html`${'emoji' in data && data.emoji ? html`<span class="emoji">${emojiText(data.emoji)}</span>` : nothing}${
    'label' in data ? html`<span class="button-label">${data.label}</span>` : nothing
  }`;
  if (data.style === ButtonStyle.Link)
    return html`<a class="button secondary" href=${safe(data.url)} target="_blank" rel="noopener noreferrer"
      >${text}${linkIcon()}</a
    >`;
  if (!('custom_id' in data)) return html`<button class="button secondary" disabled>${text}</button>`;
  const customId = data.custom_id;
  const waitingFor = scene.waiting.get(message.id);
  const click = () => {
    if (!scene.waiting.has(message.id)) void scene.act({ do: 'click', messageId: message.id, customId });
  };
  return html`<button
    type="button"
    class="button ${LOOKS[data.style] ?? 'secondary'} ${waitingFor === customId ? 'waiting' : ''}"
    aria-label=${'label' in data && data.label ? nothing : (data.emoji?.name ?? 'Button')}
    ?disabled=${data.disabled ?? false}
    aria-disabled=${waitingFor === undefined ? nothing : 'true'}
    aria-busy=${waitingFor === customId ? 'true' : nothing}
    @click=${click}
  >
    <span class="button-text">${text}</span>
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
  </button>`;
}

/** An emoji as text; custom ones, which only Discord's servers have, by name. */
export function emojiText(emoji: { id?: string | null; name?: string | null }): string {
  return emoji.id ? `:${emoji.name ?? 'emoji'}:` : (emoji.name ?? '');
}

function safe(url: string): string {
  return /^(https?|discord):/i.test(url) ? url : '#';
}
