import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PersonView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { chevronIcon, linkIcon, plusIcon, tickIcon } from '../icons.ts';
import { addPerson } from '../requests.ts';
import type { Scene } from '../scene.ts';
import { LANGUAGES, languageName } from './languages.ts';
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
    return html`<button type="button" class="me" popovertarget="people" aria-label="You are ${me.name}. Switch person or language">
        ${face(me, true)}
        <span class="me-words"><strong>${me.name}</strong><small>${languageName(me.locale)}</small></span>
        <span class="me-switch">Switch${chevronIcon()}</span>
      </button>
      <div id="people" class="people" popover @toggle=${this.#toggled}>
        <h2>${me.name}</h2>
        ${myself(this.scene)}
        <h2>Be somebody else</h2>
        <ul>
          ${people.map((person) => this.#entry(person, person.id === me.id))}
        </ul>
        ${this.adding ? this.#form() : html`<button type="button" class="person add" @click=${this.#startAdding}>${plusIcon()}Add a person</button>`}
      </div>`;
  }

  #entry({ id, name, locale, bot, duty }: PersonView, current: boolean): TemplateResult {
    const address = `?person=${id}`;
    return html`<li class="person-row">
      <a href=${address} class="person" aria-current=${current ? 'true' : 'false'} data-person=${id} @click=${this.#choose}>
        <img src=${avatar({ id, name, bot })} alt="" />
        <span class="me-words"><strong>${name}</strong><small>${[...(duty ? [duty] : []), languageName(locale)].join(' · ')}</small></span>
        ${current ? tickIcon() : nothing}
      </a>
      <a href=${address} class="round" target="_blank" rel="noopener" aria-label="Be ${name} in a new window" title="In a new window">${linkIcon()}</a>
    </li>`;
  }

  #form(): TemplateResult {
    return html`<form class="add-person" @submit=${this.#add}>
      <label>Name<input name="name" required maxlength="32" autocomplete="off" placeholder="grace" /></label>
      <label
        >Discord language<select name="locale">
          ${LANGUAGES.map((locale) => html`<option value=${locale}>${languageName(locale)}</option>`)}
        </select></label
      >
      <p class="field-problem" role="alert">${this.problem}</p>
      <button type="submit" class="button primary">Add</button>
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
