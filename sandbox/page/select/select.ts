import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { FieldOption } from '../components/options.ts';
import { chevronIcon, tickIcon } from '../icons.ts';
import { place } from './place.ts';

/**
 * A select as Discord has it: one choice closes the list and counts at once; of several, the whole set
 * counts when the list is closed, or with `each`, as in forms, every change. Fires `choose` with the values.
 */
export class SandboxSelect extends LitElement {
  static override properties = {
    options: { attribute: false },
    chosen: { attribute: false },
    placeholder: {},
    label: {},
    min: { type: Number },
    max: { type: Number },
    each: { type: Boolean },
    disabled: { type: Boolean },
    waiting: { type: Boolean },
    invalid: { type: Boolean },
  };
  declare options: FieldOption[];
  declare chosen: string[];
  declare placeholder: string;
  declare label: string;
  declare min: number;
  declare max: number;
  declare each: boolean;
  declare disabled: boolean;
  declare waiting: boolean;
  declare invalid: boolean;
  #before: string[] = [];
  #said: string | undefined;

  constructor() {
    super();
    this.options = [];
    this.chosen = [];
    this.placeholder = '';
    this.label = '';
    this.min = 1;
    this.max = 1;
    this.each = this.disabled = this.waiting = this.invalid = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const defaults = JSON.stringify(this.options);
    if (!changed.has('options') || defaults === this.#said) return;
    this.#said = defaults;
    if (!changed.has('chosen') || this.chosen.length === 0)
      this.chosen = this.options.filter(({ chosen }) => chosen).map(({ value }) => value);
  }

  protected override render(): TemplateResult {
    const picked = this.options.filter(({ value }) => this.chosen.includes(value));
    return html`<button
        type="button"
        class="select ${this.invalid ? 'invalid' : ''}"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded="false"
        aria-label=${`${this.label || this.placeholder}${picked.length > 0 ? `: ${picked.map(({ label }) => label).join(', ')}` : ''}`}
        aria-busy=${this.waiting ? 'true' : nothing}
        ?disabled=${this.disabled && !this.waiting}
        @click=${this.#open}
        @keydown=${this.#openByKey}
      >
        <span class="select-text ${picked.length === 0 ? 'placeholder' : ''}"
          >${picked.length > 0 ? picked.map(({ label }) => label).join(', ') : this.placeholder}</span
        >
        ${this.waiting ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>` : chevronIcon()}
      </button>
      <div class="options" popover role="listbox" aria-label=${this.label || this.placeholder} aria-multiselectable=${this.max > 1 ? 'true' : 'false'} @toggle=${this.#toggled} @keydown=${this.#move}>
        ${this.options.map((option) => this.#option(option))}
        ${this.options.length === 0 ? html`<p class="no-options">Nothing to choose from.</p>` : nothing}
      </div>`;
  }

  #option({ value, label, description }: FieldOption): TemplateResult {
    const chosen = this.chosen.includes(value);
    const full = this.max > 1 && !chosen && this.chosen.length >= this.max;
    return html`<button
      type="button"
      class="option"
      role="option"
      aria-selected=${chosen ? 'true' : 'false'}
      ?disabled=${full}
      @click=${() => this.#pick(value)}
    >
      <span class="option-words"><span dir="auto">${label}</span>${description ? html`<small dir="auto">${description}</small>` : nothing}</span>
      <span class="option-mark ${this.max > 1 ? 'box' : ''}">${chosen ? tickIcon() : nothing}</span>
    </button>`;
  }

  get #list(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.options');
  }

  #open() {
    const opener = this.querySelector<HTMLElement>('.select');
    if (this.disabled || !opener || !this.#list) return;
    this.#before = this.chosen;
    this.#list.showPopover();
    place(this.#list, opener);
    const first =
      this.querySelector<HTMLElement>('.option[aria-selected="true"]') ??
      this.querySelector<HTMLElement>('.option');
    first?.focus({ preventScroll: false });
  }

  #openByKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#open();
  }

  #move(event: KeyboardEvent) {
    const options = [...this.querySelectorAll<HTMLElement>('.option:not(:disabled)')];
    const focused = document.activeElement;
    const at = focused instanceof HTMLElement ? options.indexOf(focused) : -1;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: options.length - 1,
    };
    if (event.key === 'Escape') event.stopPropagation();
    if (event.key === 'Tab') this.#list?.hidePopover();
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    options[(next + options.length) % options.length]?.focus();
  }

  #pick(value: string) {
    const has = this.chosen.includes(value);
    if (this.max > 1) {
      this.chosen = has ? this.chosen.filter((other) => other !== value) : [...this.chosen, value];
      if (this.each) this.#tell();
      return;
    }
    this.chosen = this.min === 0 && has ? [] : [value];
    this.#tell();
    this.#list?.hidePopover();
  }

  #tell() {
    if (JSON.stringify(this.chosen) === JSON.stringify(this.#before)) return;
    this.#before = this.chosen;
    this.dispatchEvent(new CustomEvent('choose', { detail: this.chosen, bubbles: true }));
  }

  #toggled(event: ToggleEvent) {
    const opener = this.querySelector<HTMLElement>('.select');
    opener?.setAttribute('aria-expanded', String(event.newState === 'open'));
    if (event.newState === 'open') return;
    if (this.#list?.contains(document.activeElement)) opener?.focus();
    if (this.max === 1 || this.each) return;
    if (this.chosen.length < this.min) this.chosen = this.#before;
    else this.#tell();
  }
}
