import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { plusIcon, sendIcon } from '../icons.ts';
import { act } from '../requests.ts';
import type { Scene } from '../scene.ts';
import { type Choice, type CommandView, listCommands, type OptionView } from './commands.ts';
import { optionField } from './option-field.ts';
import { palette } from './palette.ts';
import { type Draft, readLine, readOptions } from './reading.ts';
import { choicesOf, type Suggestion, suggestions } from './suggestions.ts';

const AUTOCOMPLETE_MS = 180;

/** The line at the bottom: text to say, or a slash command with its options. */
export class SandboxComposer extends LitElement {
  static override properties = {
    scene: { attribute: false },
    text: { state: true },
    draft: { state: true },
    option: { state: true },
    active: { state: true },
    found: { state: true },
    problem: { state: true },
    hidden: { state: true },
  };
  declare scene: Scene;
  declare text: string;
  declare draft: Draft | null;
  /** The option with the cursor. */
  declare option: string | null;
  declare active: number;
  declare found: Choice[];
  declare problem: { option: string; problem: string } | null;
  #labels: Record<string, string> = {};
  #asking: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor() {
    super();
    this.#reset();
  }

  protected override createRenderRoot() {
    return this;
  }

  #reset() {
    this.text = '';
    this.draft = null;
    this.option = null;
    this.active = 0;
    this.found = [];
    this.problem = null;
    this.#labels = {};
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('scene');
    if (before && before.channelId !== this.scene.channelId) this.#reset();
  }

  /** Writes a command into the line, as if it had been chosen from the list. */
  async compose(name: string) {
    const command = this.#commands.find((known) => known.name === name);
    if (command) await this.#begin({ command, values: {} });
  }

  get #commands(): CommandView[] {
    const { commands, me } = this.scene.snapshot;
    return listCommands(commands, me.locale);
  }

  get #channel() {
    return this.scene.snapshot.channels.find(({ id }) => id === this.scene.channelId);
  }

  get #suggestions(): Suggestion[] {
    const { text, draft, option } = this;
    const typed = option === null ? text : (this.#labels[option] ?? '');
    return suggestions({ text, draft, option, typed }, this.#commands, this.scene.snapshot, this.found);
  }

  protected override render(): TemplateResult {
    const list = this.#suggestions;
    const { draft } = this;
    const place = this.#channel?.kind === 'dm' ? `@${this.#channel.name}` : `#${this.#channel?.name ?? ''}`;
    return html`${palette(list, this.active, this.scene, (suggestion) => void this.#take(suggestion))}
      ${this.problem ? html`<p class="composer-problem" role="alert"><strong>${this.problem.option}</strong> ${this.problem.problem}</p>` : nothing}
      <div class="composer ${draft ? 'commanding' : ''}" @click=${this.#focusEnd}>
        <button type="button" class="round" aria-label="List the commands" @click=${this.#slash}>${plusIcon()}</button>
        ${draft ? html`<span class="command-name">/${draft.command.label}</span>${this.#fields(draft)}` : nothing}
        <textarea
          id="line"
          rows="1"
          maxlength="2000"
          dir="auto"
          autocomplete="off"
          aria-label="Message ${place}"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded=${list.length > 0 ? 'true' : 'false'}
          aria-controls="suggestions"
          aria-activedescendant=${list.length > 0 && this.active >= 0 ? `suggestion-${this.active}` : nothing}
          placeholder=${draft ? this.#rest(draft) : `Message ${place}`}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#key}
          @focus=${this.#onLine}
        ></textarea>
        <button type="button" class="send" aria-label="Send" ?disabled=${!draft && this.text.trim() === ''} @click=${this.#send}>${sendIcon()}</button>
      </div>`;
  }

  #rest({ command, values }: Draft): string {
    const left = command.options.filter(({ name }) => values[name] === undefined).length;
    return left > 0 ? `+${left} optional` : '';
  }

  #fields({ command, values }: Draft) {
    return command.options
      .filter(({ name }) => values[name] !== undefined)
      .map((option) =>
        optionField(option, {
          shown: this.#labels[option.name] ?? '',
          wrong: this.problem?.option === option.name,
          typed: (text) => this.#typedValue(option, text),
          key: (event) => this.#key(event),
          focused: () => this.#onOption(option),
        }),
      );
  }

  #typed({ target }: Event) {
    if (!(target instanceof HTMLTextAreaElement)) return;
    this.text = target.value;
    this.active = this.draft ? -1 : 0;
    const read = !this.draft && /^\/\S+\s/.test(this.text) ? readLine(this.text, this.#commands) : null;
    if (read) void this.#begin(read);
  }

  async #begin(draft: Draft) {
    const required = draft.command.options.filter(({ required }) => required);
    const values = { ...Object.fromEntries(required.map(({ name }) => [name, ''])), ...draft.values };
    this.#reset();
    this.draft = { ...draft, values };
    this.active = -1;
    for (const option of draft.command.options) {
      const value = values[option.name];
      if (value !== undefined) this.#labels[option.name] = this.#labelOf(option, value);
    }
    await this.updateComplete;
    this.#focus(required.find(({ name }) => !values[name])?.name ?? null);
  }

  #labelOf(option: OptionView, value: string): string {
    return choicesOf(option, this.scene.snapshot).find((choice) => choice.value === value)?.label ?? value;
  }

  async #take(suggestion: Suggestion) {
    if (suggestion.take === 'command') return this.#begin({ command: suggestion.command, values: {} });
    const { name } = suggestion.option;
    const value = suggestion.take === 'value' ? suggestion.choice : { value: '', label: '' };
    this.text = '';
    this.#set(name, value.value, value.label);
    await this.updateComplete;
    this.#focus(suggestion.take === 'option' ? name : this.#nextEmpty());
  }

  #set(name: string, value: string, label: string) {
    if (!this.draft) return;
    this.#labels[name] = label;
    this.draft = { ...this.draft, values: { ...this.draft.values, [name]: value } };
    this.problem = null;
  }

  #nextEmpty(): string | null {
    const { command, values } = this.draft ?? {};
    return command?.options.find(({ name, required }) => required && values?.[name] === '')?.name ?? null;
  }

  #typedValue(option: OptionView, text: string) {
    const choices = choicesOf(option, this.scene.snapshot);
    const match = choices.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
    this.#set(option.name, match?.value ?? text, text);
    this.active = choices.length > 0 && text !== '' ? 0 : -1;
    if (option.autocomplete) this.#ask(option, text);
  }

  #onOption(option: OptionView) {
    this.option = option.name;
    this.active = -1;
    this.found = [];
    if (option.autocomplete) this.#ask(option, this.#labels[option.name] ?? '');
  }

  #onLine() {
    this.option = null;
    this.active = this.draft ? -1 : 0;
  }

  #ask({ name: option }: OptionView, value: string) {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(async () => {
      const { draft } = this;
      if (!draft) return;
      this.#asked += 1;
      const asked = this.#asked;
      const { me } = this.scene.snapshot;
      const reading = readOptions({ ...draft, values: { ...draft.values, [option]: '' } });
      const outcome = await act(me.id, {
        do: 'autocomplete',
        channelId: this.scene.channelId,
        name: draft.command.name,
        option,
        value,
        ...('options' in reading ? { options: reading.options } : {}),
      });
      if (asked !== this.#asked || !outcome.ok) return;
      this.found = (outcome.choices ?? []).map((choice) => ({
        label: choice.name,
        value: String(choice.value),
      }));
    }, AUTOCOMPLETE_MS);
  }

  #key(event: KeyboardEvent) {
    if (event.isComposing) return;
    const list = this.#suggestions;
    const picked = list[this.active];
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.length > 0) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = (Math.max(this.active, step === 1 ? -1 : 0) + step + list.length) % list.length;
    } else if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      list.length > 0 &&
      (picked || this.option === null)
    ) {
      const choice = picked ?? list[0];
      if (choice) void this.#take(choice);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      const exact = !this.draft && readLine(this.text.trim(), this.#commands);
      if (picked && !exact) void this.#take(picked);
      else void this.#send();
    } else if (event.key === 'Escape' && this.draft) this.#reset();
    else if (!(event.key === 'Backspace' && this.#removeLast(event))) return;
    event.preventDefault();
    this.querySelector('.suggestion.active')?.scrollIntoView({ block: 'nearest' });
  }

  /** Backspace at the start of an empty place takes away the option before it, and at last the command. */
  #removeLast({ target }: KeyboardEvent): boolean {
    const empty =
      (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value === '';
    const { draft } = this;
    if (!draft || !empty) return false;
    const names = draft.command.options
      .map(({ name }) => name)
      .filter((name) => draft.values[name] !== undefined);
    const gone = this.option ?? names.at(-1);
    if (gone === undefined) {
      const { name } = draft.command;
      this.#reset();
      this.text = `/${name}`;
      return true;
    }
    const { [gone]: _, ...values } = draft.values;
    this.draft = { ...draft, values };
    void this.updateComplete.then(() => this.#focus(null));
    return true;
  }

  async #send() {
    const exact = !this.draft && readLine(this.text.trim(), this.#commands);
    if (exact && exact.command.options.some(({ name, required }) => required && !exact.values[name]))
      return this.#begin(exact);
    const draft = this.draft ?? (exact || null);
    if (draft) return this.#sendCommand(draft);
    const text = this.text.trim();
    if (text === '') return;
    this.#reset();
    if (!(await this.scene.act({ do: 'say', channelId: this.scene.channelId, text })) && this.text === '')
      this.text = text;
  }

  async #sendCommand(draft: Draft) {
    const reading = readOptions(draft);
    if ('problem' in reading) {
      this.problem = reading;
      return this.#focus(reading.option);
    }
    const labels = this.#labels;
    this.#reset();
    this.#focus(null);
    const { channelId } = this.scene;
    const sent = await this.scene.act({
      do: 'command',
      channelId,
      name: draft.command.name,
      options: reading.options,
    });
    if (sent || this.text !== '' || this.draft) return;
    this.draft = draft;
    this.#labels = labels;
  }

  #slash() {
    this.#reset();
    this.text = '/';
    this.#focus(null);
  }

  #focus(option: string | null) {
    const place = option === null ? '#line' : `[data-option="${CSS.escape(option)}"]`;
    this.querySelector<HTMLElement>(place)?.focus();
  }

  #focusEnd({ target, currentTarget }: Event) {
    if (target === currentTarget) this.#focus(null);
  }
}
