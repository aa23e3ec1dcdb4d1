import { html, nothing, type TemplateResult } from 'lit';
import { botIsIn } from '../../rules/available.ts';
import { avatar } from '../avatar.ts';
import { listCommands } from '../composer/commands.ts';
import { hashIcon } from '../icons.ts';
import { commandsIn } from '../place.ts';
import type { Scene } from '../scene.ts';
import { say, sayAround } from '../words/words.ts';

/** The beginning of a channel. An empty one says what this page is, with one button to begin. */
export function welcome(scene: Scene, empty: boolean): TemplateResult {
  const { snapshot, channelId } = scene;
  const channel = snapshot.channels.find(({ id }) => id === channelId);
  const name = channel?.name ?? '';
  const { locale } = snapshot.me;
  return html`<header class="welcome">
    ${
      channel?.kind === 'dm'
        ? html`<img class="welcome-picture" src=${avatar(snapshot.bot)} alt="" /><h1>${name}</h1>
          <p>${say('welcome_direct', locale, name)}</p>`
        : html`<span class="welcome-picture">${hashIcon()}</span><h1>${say('welcome', locale, `#${name}`)}</h1>
          <p>${say('welcome_start', locale, `#${name}`)}</p>`
    }
    ${empty ? hint(scene) : nothing}
  </header>`;
}

function hint({ snapshot, channelId, act }: Scene): TemplateResult {
  const { me, bot, channels } = snapshot;
  const kind = channels.find(({ id }) => id === channelId)?.kind ?? 'text';
  if (!botIsIn(kind) && !me.installed) return offer(bot.name, me.locale, act);
  const all = listCommands(commandsIn(snapshot, channelId), me.locale);
  const first = all.find(({ name }) => name === 'task') ?? all[0];
  if (!first)
    return html`<p class="hint">A Discord in your browser. ${bot.online ? 'The bot has no commands yet.' : 'The bot is not here yet.'}</p>`;
  const press = async ({ currentTarget }: Event) => {
    if (!(currentTarget instanceof HTMLButtonElement)) return;
    if (first.options.some(({ required }) => required))
      return currentTarget.dispatchEvent(new CustomEvent('compose', { detail: first.name, bubbles: true }));
    currentTarget.disabled = true; // until the bot has answered: a second press is not meant
    await act({ do: 'command', channelId, name: first.name, options: {} });
    currentTarget.disabled = false;
  };
  const [before, after] = sayAround('begin', me.locale);
  return html`<div class="hint">
    <p>${before}<code>/${first.label}</code>${after}</p>
    <button type="button" class="button primary" @click=${press}>/${first.label}</button>
  </div>`;
}

function offer(name: string, locale: string, act: Scene['act']): TemplateResult {
  return html`<div class="hint">
    <p>${say('not_here', locale, name)}</p>
    <button type="button" class="button primary" @click=${() => act({ do: 'install', installed: true })}>${say('install', locale, name)}</button>
  </div>`;
}
