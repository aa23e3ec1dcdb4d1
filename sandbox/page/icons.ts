import { html, type SVGTemplateResult, svg } from 'lit';

const icon = (drawing: SVGTemplateResult) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`;

/** The page's icons: decoration only, so hidden from screen readers. */
export const hashIcon = () =>
  icon(
    svg`<path d="M10 3 8 21M16 3l-2 18M4 8.5h17M3 15.5h17" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`,
  );
export const atIcon = () =>
  icon(
    svg`<path d="M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`,
  );
export const menuIcon = () =>
  icon(
    svg`<path d="M3 6h18M3 12h18M3 18h18" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`,
  );
export const closeIcon = () =>
  icon(
    svg`<path d="m5 5 14 14M19 5 5 19" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`,
  );
export const chevronIcon = () =>
  icon(
    svg`<path d="m6 9 6 6 6-6" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" />`,
  );
export const plusIcon = () =>
  icon(svg`<path d="M12 4v16M4 12h16" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />`);
export const sendIcon = () =>
  icon(
    svg`<path d="M3.4 4.2c-.3-.9.6-1.7 1.4-1.3l16 8.2c.8.4.8 1.4 0 1.8l-16 8.2c-.8.4-1.7-.4-1.4-1.3L5.8 13 14 12l-8.2-1z" fill="currentColor" />`,
  );
export const eyeIcon = () =>
  icon(
    svg`<path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Z" fill="none" stroke="currentColor" stroke-width="2" /><circle cx="12" cy="12" r="3.2" fill="currentColor" />`,
  );
export const warningIcon = () =>
  icon(
    svg`<circle cx="12" cy="12" r="10" fill="currentColor" /><path d="M12 6.5v7" stroke="var(--popup)" stroke-width="2.4" stroke-linecap="round" /><circle cx="12" cy="17" r="1.5" fill="var(--popup)" />`,
  );
export const linkIcon = () =>
  icon(
    svg`<path d="M10 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-4M14 4h6v6M20 4l-9 9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />`,
  );
export const tickIcon = () =>
  icon(
    svg`<path d="m5 12.5 4.5 4.5L19 7" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" />`,
  );
export const fileIcon = () =>
  icon(
    svg`<path d="M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1Z" fill="var(--soft)" /><path d="M14 2v5h5" fill="var(--chat)" /><path d="M8 12h8M8 15h8M8 18h5" stroke="var(--side)" stroke-width="1.4" />`,
  );
export const deviceIcon = () =>
  icon(
    svg`<path d="M4 4h16v12H4zM12 16v4M8 20h8" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />`,
  );
export const sunIcon = () =>
  icon(
    svg`<circle cx="12" cy="12" r="4.5" fill="currentColor" /><path d="M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8" stroke="currentColor" stroke-width="2" stroke-linecap="round" />`,
  );
export const moonIcon = () =>
  icon(svg`<path d="M20 14.6A8.5 8.5 0 0 1 9.4 4 8.5 8.5 0 1 0 20 14.6Z" fill="currentColor" />`);
