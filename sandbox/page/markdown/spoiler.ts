import { html, type TemplateResult } from 'lit';

/** Text that stays covered until it is clicked, or opened with Enter or Space. */
export function spoiler(content: unknown): TemplateResult {
  return html`<span
    class="spoiler"
    role="button"
    tabindex="0"
    aria-label="Spoiler"
    aria-expanded="false"
    @click=${open}
    @keydown=${openByKey}
    ><span class="spoiler-content" aria-hidden="true">${content}</span></span
  >`;
}

function openByKey(event: KeyboardEvent) {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  open(event);
}

function open({ currentTarget }: Event) {
  if (!(currentTarget instanceof HTMLElement)) return;
  currentTarget.setAttribute('aria-expanded', 'true');
  currentTarget.removeAttribute('aria-label');
  currentTarget.querySelector('.spoiler-content')?.removeAttribute('aria-hidden');
}
