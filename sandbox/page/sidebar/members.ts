import { html, type TemplateResult } from 'lit';
import type { PersonView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import type { Scene } from '../scene.ts';

/** Who is on the server, the bot with its state. */
export function members({ snapshot }: Scene): TemplateResult {
  const { people, bot } = snapshot;
  return html`<aside class="members" aria-label="Members">
    <h2>${bot.online ? 'App' : 'Offline'} — 1</h2>
    ${member(bot, bot.online)}
    <h2>Online — ${people.length}</h2>
    ${people.map((person) => member(person, true))}
  </aside>`;
}

function member(person: PersonView, online: boolean): TemplateResult {
  return html`<div class="member ${online ? '' : 'offline'}">
    ${face(person, online)}<span class="member-name">${person.name}</span>
    ${person.bot ? html`<span class="app-tag">App</span>` : ''}
    ${person.duty ? html`<span class="duty">${person.duty}</span>` : ''}
  </div>`;
}

/** An avatar with a dot that says whether somebody is there. */
export function face(person: PersonView, online: boolean): TemplateResult {
  return html`<span class="face"
    ><img src=${avatar(person)} alt="" /><i class="status ${online ? 'online' : ''}" title=${online ? 'Online' : 'Offline'}></i
  ></span>`;
}
