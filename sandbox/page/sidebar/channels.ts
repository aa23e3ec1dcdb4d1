import { html, type TemplateResult } from 'lit';
import type { ChannelView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { hashIcon } from '../icons.ts';
import type { Scene } from '../scene.ts';

/** The server's channels and the direct messages with the bot. */
export function channels(
  scene: Scene,
  news: ReadonlySet<string>,
  open: (channelId: string) => void,
): TemplateResult {
  const { snapshot } = scene;
  const entry = (channel: ChannelView) => {
    const current = channel.id === scene.channelId;
    const unread = news.has(channel.id);
    return html`<li>
      <button
        type="button"
        class="channel ${current ? 'current' : ''} ${unread ? 'unread' : ''}"
        aria-current=${current ? 'page' : 'false'}
        @click=${() => open(channel.id)}
      >
        ${channel.kind === 'dm' ? html`<img class="channel-avatar" src=${avatar(snapshot.bot)} alt="" />` : hashIcon()}
        <span class="channel-name">${channel.name}</span>
        ${unread ? html`<span class="visually-hidden">, new messages</span>` : ''}
      </button>
    </li>`;
  };
  const group = (title: string, kind: ChannelView['kind']) => html`<h2>${title}</h2>
    <ul>
      ${snapshot.channels.filter((channel) => channel.kind === kind).map(entry)}
    </ul>`;
  return html`<nav class="channels" aria-label="Channels">
    ${group('Text channels', 'text')} ${group('Direct messages', 'dm')}
  </nav>`;
}
