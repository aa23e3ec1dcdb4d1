import { html, type TemplateResult } from 'lit';
import { closeIcon, warningIcon } from './icons.ts';

/** A sentence that shows for a while. */
export type Toast = { id: number; text: string };

/** The toasts, newest last, each with a button to close it. */
export function toastList(toasts: Toast[], close: (id: number) => void): TemplateResult {
  return html`<div class="toasts" role="alert">
    ${toasts.map(
      ({ id, text }) => html`<div class="toast">
        ${warningIcon()}<span>${text}</span>
        <button type="button" class="round" aria-label="Close" @click=${() => close(id)}>${closeIcon()}</button>
      </div>`,
    )}
  </div>`;
}
