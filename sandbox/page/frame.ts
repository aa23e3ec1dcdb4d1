import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../view.ts';
import { atIcon, hashIcon, menuIcon } from './icons.ts';
import type { Scene } from './scene.ts';

/** The strip at the top while something is away: the sandbox itself, or its bot. */
export function banner({ bot }: Snapshot, lost: boolean): TemplateResult | typeof nothing {
  if (lost) return html`<p class="banner lost" role="alert">The sandbox is not answering. Trying again…</p>`;
  if (bot.online) return nothing;
  return html`<p class="banner" role="status">
    ${bot.name} is offline. Commands and buttons will not be answered until it is back.
  </p>`;
}

/** The server's mark on the far left. */
export function rail({ guild }: Snapshot): TemplateResult {
  const initials = guild.name.split(/\s+/).map((word) => [...word][0] ?? '');
  return html`<div class="rail" aria-hidden="true"><span class="server">${initials.join('').slice(0, 3)}</span></div>`;
}

/** The open channel's name, on a phone the button that opens the menu, and the theme. */
export function head({ snapshot, channelId }: Scene, menu: boolean, toggleMenu: () => void): TemplateResult {
  const channel = snapshot.channels.find(({ id }) => id === channelId);
  return html`<header class="head">
    <button
      type="button"
      class="round menu"
      aria-label="Channels and people"
      aria-expanded=${menu ? 'true' : 'false'}
      aria-controls="sidebar"
      @click=${toggleMenu}
    >
      ${menuIcon()}
    </button>
    ${channel?.kind === 'dm' ? atIcon() : hashIcon()}
    <h1>${channel?.name ?? ''}</h1>
    <sandbox-theme></sandbox-theme>
  </header>`;
}

/** What the window is called. */
export function windowTitle({ channels, guild }: Snapshot, channelId: string): string {
  const channel = channels.find(({ id }) => id === channelId);
  return `${channel?.kind === 'dm' ? '@' : '#'}${channel?.name ?? ''} | ${guild.name}`;
}
