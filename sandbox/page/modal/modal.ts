import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { FormValues, ModalView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { closeIcon, warningIcon } from '../icons.ts';
import type { Scene } from '../scene.ts';
import { type PageWord, say } from '../words/words.ts';
import { problems } from './checks.ts';
import { formPlace } from './fields.ts';
import { type Place, readForm, touched, untouched } from './form.ts';

/** The form in front of a person. What is typed stays until it is sent, or thrown away on purpose. */
export class SandboxModal extends LitElement {
  static override properties = {
    scene: { attribute: false },
    modal: { attribute: false },
    values: { state: true },
    shown: { state: true },
    sending: { state: true },
    failed: { state: true },
  };
  declare scene: Scene;
  declare modal: ModalView | null;
  declare values: FormValues;
  /** The problems that are shown, by custom id. */
  declare shown: Record<string, string>;
  declare sending: boolean;
  declare failed: boolean;
  #places: Place[] = [];

  constructor() {
    super();
    this.modal = null;
    this.values = {};
    this.shown = {};
    this.sending = this.failed = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('modal') || changed.get('modal')?.id === this.modal?.id) return;
    this.#places = this.modal ? readForm(this.modal.data) : [];
    this.values = untouched(this.#places);
    this.shown = {};
    this.sending = this.failed = false;
  }

  protected override updated() {
    const dialog = this.querySelector<HTMLDialogElement>('dialog.modal');
    if (!dialog) return;
    if (this.modal && !dialog.open) {
      dialog.showModal();
      this.querySelector<HTMLElement>('.form-body :is(input, textarea, .select)')?.focus({
        preventScroll: true,
      });
      this.querySelector('.form-body')?.scrollTo(0, 0);
    }
    if (!this.modal && dialog.open) {
      this.querySelector<HTMLDialogElement>('dialog.ask')?.close();
      dialog.close();
    }
  }

  protected override render(): TemplateResult {
    const { modal, scene } = this;
    return html`<dialog class="modal" aria-labelledby="modal-title" @keydown=${this.#key} @cancel=${this.#cancelled} @close=${() => this.requestUpdate()} @mousedown=${this.#outside}>
      ${modal ? this.#form(modal, scene) : nothing}
    </dialog>`;
  }

  #form({ id, data }: ModalView, scene: Scene): TemplateResult {
    const { bot, me } = scene.snapshot;
    const said = (word: PageWord) => say(word, me.locale, bot.name);
    return html`<form novalidate @submit=${this.#submit}>
        <header>
          <img src=${avatar(bot)} alt="" />
          <h1 id="modal-title" dir="auto">${data.title}</h1>
          <button type="button" class="round" aria-label=${said('close')} @click=${this.#leave}>${closeIcon()}</button>
        </header>
        <div class="form-body">
          <p class="form-warning">${warningIcon()}${said('form_warning')}</p>
          ${this.#places.map((place, index) => {
            const key = place.place === 'field' ? place.id : '';
            return formPlace(place, index, {
              scene,
              value: this.values[key] ?? null,
              problem: this.shown[key],
              change: (value) => this.#change(key, value),
            });
          })}
        </div>
        ${this.failed ? html`<p class="form-failed" role="alert">${warningIcon()}${said('form_failed')}</p>` : nothing}
        <footer>
          <button type="button" class="button plain" @click=${this.#leave}>${said('cancel')}</button>
          <button type="submit" class="button primary ${this.sending ? 'waiting' : ''}" aria-disabled=${this.sending ? 'true' : nothing} data-modal=${id}>
            <span class="button-text">${said('submit')}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
          </button>
        </footer>
      </form>
      <dialog class="ask" role="alertdialog" aria-labelledby="ask-title" @keydown=${(event: Event) => event.stopPropagation()}>
        <h2 id="ask-title">${said('discard_ask')}</h2>
        <p>${said('discard_loses')}</p>
        <footer>
          <button type="button" class="button plain" @click=${this.#stay}>${said('keep_editing')}</button>
          <button type="button" class="button danger" @click=${this.#discard}>${said('discard')}</button>
        </footer>
      </dialog>`;
  }

  #change(id: string, value: FormValues[string]) {
    this.values = { ...this.values, [id]: value };
    if (!this.shown[id]) return;
    const { [id]: _, ...others } = this.shown;
    this.shown = others;
  }

  async #submit(event: Event) {
    event.preventDefault();
    const { modal } = this;
    if (!modal || this.sending) return;
    const found = problems(this.#places, this.values, this.scene.snapshot.me.locale);
    if (Object.keys(found).length > 0) {
      this.shown = found;
      await this.updateComplete;
      return this.#focusProblem();
    }
    this.sending = true;
    this.failed = false;
    const sent = await this.scene.act({ do: 'submit', modalId: modal.id, values: this.values });
    if (this.modal?.id !== modal.id) return;
    this.sending = false;
    this.failed = !sent;
  }

  #focusProblem() {
    const field = this.querySelector<HTMLElement>('.field:has(.field-problem)');
    field?.scrollIntoView({ block: 'nearest' });
    if (!field?.contains(document.activeElement))
      field?.querySelector<HTMLElement>('input, textarea, .select')?.focus();
  }

  #key(event: KeyboardEvent) {
    if (event.key === 'Enter' && event.ctrlKey) this.querySelector('form')?.requestSubmit();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#leave();
  }

  #cancelled(event: Event) {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    this.#leave();
  }

  #outside({ target, currentTarget }: Event) {
    if (target === currentTarget) this.#leave();
  }

  #leave() {
    if (this.sending) return;
    if (touched(this.#places, this.values)) this.querySelector<HTMLDialogElement>('dialog.ask')?.showModal();
    else this.#discard();
  }

  #stay() {
    this.querySelector<HTMLDialogElement>('dialog.ask')?.close();
  }

  #discard() {
    this.#stay();
    if (this.modal) void this.scene.act({ do: 'cancel', modalId: this.modal.id });
  }
}
