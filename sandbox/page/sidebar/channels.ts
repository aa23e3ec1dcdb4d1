import { html, nothing, type TemplateResult } from 'lit';
import type { ChannelView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { hashIcon } from '../icons.ts';
import type { Scene } from '../scene.ts';

/** The server's channels, the direct messages with the bot, and the places where the bot is not. */
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
  const group = (title: string, kind: ChannelView['kind']) => {
    const those = snapshot.channels.filter((channel) => channel.kind === kind);
    if (those.length === 0) return nothing;
    return html`<h2>${title}</h2>
      <ul>
        ${those.map(entry)}
      </ul>`;
  };
  return html`<nav class="channels" aria-label="Channels">
    ${group('Text channels', 'text')} ${group('Direct messages', 'dm')}
    ${group(`${snapshot.elsewhere?.name}, without the bot`, 'elsewhere')}
    ${group('Among people, without the bot', 'group')}
  </nav>`;
}
