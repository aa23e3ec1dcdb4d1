import { html, type TemplateResult } from 'lit';
import type { NoticeView } from '../../view.ts';
import { warningIcon } from '../icons.ts';
import { say } from '../words/words.ts';

/** A line under a message's buttons, such as "This interaction failed". */
export function messageNotice({ text }: NoticeView): TemplateResult {
  return html`<p class="notice" role="status">${warningIcon()}${text}</p>`;
}

/** The same for a command that left no message: a line of its own at the end of the channel. */
export function channelNotice({ text }: NoticeView, locale: string): TemplateResult {
  return html`<div class="channel-notice" role="status">
    ${warningIcon()}
    <span>${text}<small>${say('only_you', locale)}</small></span>
  </div>`;
}
