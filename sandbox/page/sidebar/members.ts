import { html, type TemplateResult } from 'lit';
import type { PersonView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import type { Scene } from '../scene.ts';
import { say } from '../words/words.ts';

/** Who is on the server, the bot with its state. */
export function members({ snapshot }: Scene): TemplateResult {
  const { people, bot, me } = snapshot;
  const { locale } = me;
  return html`<aside class="members" aria-label=${say('members', locale)}>
    <h2>${say(bot.online ? 'app' : 'offline', locale)} — 1</h2>
    ${member(bot, bot.online, locale)}
    <h2>${say('online', locale)} — ${people.length}</h2>
    ${people.map((person) => member(person, true, locale))}
  </aside>`;
}

function member(person: PersonView, online: boolean, locale: string): TemplateResult {
  return html`<div class="member ${online ? '' : 'offline'}">
    ${face(person, online, locale)}<span class="member-name">${person.name}</span>
    ${person.bot ? html`<span class="app-tag">App</span>` : ''}
    ${person.duty ? html`<span class="duty">${person.duty}</span>` : ''}
  </div>`;
}

/** An avatar with a dot that says whether somebody is there. */
export function face(person: PersonView, online: boolean, locale: string): TemplateResult {
  return html`<span class="face"
    ><img src=${avatar(person)} alt="" /><i class="status ${online ? 'online' : ''}" title=${say(online ? 'online' : 'offline', locale)}></i
  ></span>`;
}
