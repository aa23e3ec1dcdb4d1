import {
  DiscordAuthorInfo,
  DiscordCommand,
  DiscordEmbed,
  DiscordMention,
  DiscordMessage,
} from '@skyra/discord-components-core';
import { css } from 'lit';

/** Brings the component library, drawn after an older Discord, up to today's colours and measures. */
export function applyTheme(): void {
  DiscordMessage.elementStyles.push(css`
    .discord-message-timestamp, .discord-message-edited { color: #949ba4; font-size: 0.75rem; }
    .discord-message-edited { font-size: 0.625rem; line-height: 1; }
    .discord-message-timestamp-hover { text-align: center; font-size: 0.6875rem; }
    .discord-author-avatar { margin-top: 2px; }
    .discord-message-content { min-width: 0; padding-top: 0; line-height: 1.375rem; }
    .discord-message-markup { display: block; }
    .discord-message-inner-center { align-items: flex-start; }
    .discord-message-body-only-indent { flex: none; line-height: 1.375rem;
      margin-left: 0; }
  `);
  DiscordEmbed.elementStyles.push(css`
    :host { margin-block: 4px; }
    .discord-embed-root { flex: 0 1 auto; }
    .discord-embed-wrapper { background: #2b2d31; border: 0; min-width: 0; max-width: 520px; }
    .discord-embed-wrapper .discord-embed-grid { display: block; padding: 0.125rem 1rem 1rem 0.75rem; }
    .discord-left-border { background-color: #1e1f22; }
  `);
  DiscordCommand.elementStyles.push(css`
    .discord-slash-command-name svg { display: none; }
    :host { max-inline-size: 100%; }
  `);
  DiscordMention.elementStyles.push(css`
    :host { color: #c9cdfb; background-color: rgb(88 101 242 / 30%); cursor: default; }
  `);
  DiscordAuthorInfo.elementStyles.push(css`
    .discord-author-username { unicode-bidi: isolate; }
  `);
}
