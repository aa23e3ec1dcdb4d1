import {
  DiscordAuthorInfo,
  DiscordEmbed,
  DiscordMention,
  DiscordMessage,
  DiscordTime,
} from '@skyra/discord-components-core';
import { css } from 'lit';

/** Brings the component library, drawn after an older Discord, up to today's measures and to the page's own colors, which follow the theme. */
export function restyleLibrary(): void {
  DiscordMessage.elementStyles.push(css`
    .discord-message-timestamp { color: var(--muted); font-size: 0.75rem; }
    .discord-message-timestamp-hover { text-align: center; font-size: 0.6875rem; }
    .discord-author-avatar { margin-top: 2px; }
    .discord-message-content { min-width: 0; padding-top: 0; line-height: 1.375rem; }
    .discord-message-markup { display: block; }
    .discord-message-inner-center { align-items: flex-start; }
    .discord-message-body-only-indent { flex: none; line-height: 1.375rem;
      margin-left: 0; }
  `);
  DiscordEmbed.elementStyles.push(css`
    :host { margin-block: 4px; color: var(--text); }
    .discord-embed-root { flex: 0 1 auto; }
    :host .discord-embed-wrapper { background-color: var(--side); border: 0; min-width: 0; max-width: 520px; }
    :host .discord-embed-wrapper .discord-embed-grid { display: block; padding: 0.5rem 1rem 0.75rem 0.75rem; }
    :host .discord-left-border { background-color: var(--bar); }
  `);
  DiscordMention.elementStyles.push(css`
    :host { color: var(--mention-text); background-color: var(--mention); cursor: default; }
    :host(:hover) { color: white; background-color: var(--brand); }
  `);
  DiscordTime.elementStyles.push(css`
    :host { background-color: var(--spoiler); }
  `);
  DiscordAuthorInfo.elementStyles.push(css`
    :host .discord-author-username { color: var(--strong); unicode-bidi: isolate; }
    :host .discord-application-tag { background-color: var(--brand); color: white; }
  `);
}
