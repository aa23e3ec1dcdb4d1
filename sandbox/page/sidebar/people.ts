import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PersonView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { chevronIcon, linkIcon, plusIcon, tickIcon } from '../icons.ts';
import { addPerson } from '../requests.ts';
import type { Scene } from '../scene.ts';
import { say } from '../words/words.ts';
import { LANGUAGES, languageChoice, languageName } from './languages.ts';
import { face } from './members.ts';
import { myself } from './myself.ts';

/** Who you are, and a menu to be somebody else, here or (as the entries are links) in a second window. */
export class SandboxPeople extends LitElement {
  static override properties = {
    scene: { attribute: false },
    adding: { state: true },
    problem: { state: true },
  };
  declare scene: Scene;
  declare adding: boolean;
  declare problem: string;

  constructor() {
    super();
    this.adding = false;
    this.problem = '';
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render(): TemplateResult {
    const { me, people } = this.scene.snapshot;
    const { locale } = me;
    return html`<button type="button" class="me" popovertarget="people" aria-label="You are ${me.name}. Switch person or language">
        ${face(me, true, locale)}
        <span class="me-words"><strong>${me.name}</strong><small>${languageName(locale, locale)}</small></span>
        <span class="me-switch">${say('switch', locale)}${chevronIcon()}</span>
      </button>
      <div id="people" class="people" popover @toggle=${this.#toggled}>
        <h2>${me.name}</h2>
        ${myself(this.scene)}
        <h2>${say('somebody_else', locale)}</h2>
        <ul>
          ${people.map((person) => this.#entry(person, me))}
        </ul>
        ${this.adding ? this.#form() : html`<button type="button" class="person add" @click=${this.#startAdding}>${plusIcon()}${say('add_person', locale)}</button>`}
      </div>`;
  }

  #entry({ id, name, locale, bot, duty }: PersonView, me: PersonView): TemplateResult {
    const address = `?person=${id}`;
    const current = id === me.id;
    return html`<li class="person-row">
      <a href=${address} class="person" aria-current=${current ? 'true' : 'false'} data-person=${id} @click=${this.#choose}>
        <img src=${avatar({ id, name, bot })} alt="" />
        <span class="me-words"><strong>${name}</strong><small>${[...(duty ? [duty] : []), languageName(locale, me.locale)].join(' · ')}</small></span>
        ${current ? tickIcon() : nothing}
      </a>
      <a href=${address} class="round" target="_blank" rel="noopener" aria-label="Be ${name} in a new window" title=${say('new_window', me.locale)}>${linkIcon()}</a>
    </li>`;
  }

  #form(): TemplateResult {
    const mine = this.scene.snapshot.me.locale;
    return html`<form class="add-person" @submit=${this.#add}>
      <label>${say('person_name', mine)}<input name="name" required maxlength="32" autocomplete="off" placeholder="grace" /></label>
      <label
        >${say('language', mine)}<select name="locale">
          ${LANGUAGES.map((locale) => html`<option value=${locale}>${languageChoice(locale, mine)}</option>`)}
        </select></label
      >
      <p class="field-problem" role="alert">${this.problem}</p>
      <button type="submit" class="button primary">${say('add', mine)}</button>
    </form>`;
  }

  async #startAdding() {
    this.adding = true;
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  async #add(event: SubmitEvent) {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const form = new FormData(event.target);
    const outcome = await addPerson(String(form.get('name')).trim(), String(form.get('locale')));
    if (outcome.ok) this.#become(outcome.id);
    else this.problem = outcome.error;
  }

  #choose(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.currentTarget instanceof HTMLElement))
      return;
    event.preventDefault();
    this.#become(event.currentTarget.dataset.person ?? '');
  }

  #become(personId: string) {
    this.querySelector<HTMLElement>('.people')?.hidePopover();
    this.dispatchEvent(new CustomEvent('become', { detail: personId, bubbles: true }));
  }

  #toggled({ newState }: ToggleEvent) {
    if (newState === 'closed') this.adding = false;
    this.problem = '';
  }
}
