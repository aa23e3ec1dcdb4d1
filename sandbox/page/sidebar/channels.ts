import { html, nothing, type TemplateResult } from 'lit';
import type { ChannelView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { hashIcon } from '../icons.ts';
import type { Scene } from '../scene.ts';
import { say } from '../words/words.ts';

/** The server's channels, the direct messages with the bot, and the places where the bot is not. */
export function channels(
  scene: Scene,
  news: ReadonlySet<string>,
  open: (channelId: string) => void,
): TemplateResult {
  const { snapshot } = scene;
  const { locale } = snapshot.me;
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
        ${unread ? html`<span class="visually-hidden">, ${say('new_messages', locale)}</span>` : ''}
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
    ${group(say('text_channels', locale), 'text')} ${group(say('direct_messages', locale), 'dm')}
    ${group(say('elsewhere', locale, snapshot.elsewhere?.name), 'elsewhere')}
    ${group(say('among_people', locale), 'group')}
  </nav>`;
}
