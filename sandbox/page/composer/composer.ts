import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { plusIcon, sendIcon } from '../icons.ts';
import { act } from '../requests.ts';
import type { Scene } from '../scene.ts';
import { type Choice, type CommandView, listCommands, type OptionView } from './commands.ts';
import { completion } from './completion.ts';
import { meaning } from './keys.ts';
import {
  begin,
  commandIn,
  emptyLine,
  focusOn,
  type Line,
  nextEmpty,
  sending,
  setOption,
  step,
  takeAway,
  typeText,
} from './line.ts';
import { lineField } from './line-field.ts';
import { optionField } from './option-field.ts';
import { palette } from './palette.ts';
import { type Draft, readOptions } from './reading.ts';
import { choicesOf, type Suggestion, suggestions } from './suggestions.ts';

/** The line at the bottom: text to say, or a slash command with its options. */
export class SandboxComposer extends LitElement {
  static override properties = {
    scene: { attribute: false },
    line: { state: true },
    found: { state: true },
  };
  declare scene: Scene;
  declare line: Line;
  /** The choices that the bot gave for the option with the cursor. */
  declare found: Choice[];
  #complete = completion((found) => {
    this.found = found;
  });

  constructor() {
    super();
    this.line = emptyLine;
    this.found = [];
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('scene');
    if (before && before.channelId !== this.scene.channelId) this.line = emptyLine;
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

  get #suggestions(): Suggestion[] {
    const { text, draft, option, labels } = this.line;
    const typed = option === null ? text : (labels[option] ?? '');
    return suggestions({ text, draft, option, typed }, this.#commands, this.scene.snapshot, this.found);
  }

  protected override render(): TemplateResult {
    const { draft, problem, active } = this.line;
    const list = this.#suggestions;
    const channel = this.scene.snapshot.channels.find(({ id }) => id === this.scene.channelId);
    return html`${palette(list, active, this.scene, (suggestion) => void this.#take(suggestion))}
      ${problem ? html`<p class="composer-problem" role="alert"><strong>${problem.option}</strong>: ${problem.problem}</p>` : nothing}
      <div class="composer">
        <button type="button" class="round" aria-label="List the commands" @click=${this.#slash}>${plusIcon()}</button>
        ${draft ? html`<span class="command-name">/${draft.command.label}</span>${this.#fields(draft)}` : nothing}
        ${lineField(this.line, channel, list.length, {
          typed: (text) => this.#typed(text),
          key: (event) => this.#key(event),
          focused: () => this.#focused(null),
        })}
        <button type="button" class="send" aria-label="Send" ?disabled=${!draft && this.line.text.trim() === ''} @click=${this.#send}>
          ${sendIcon()}
        </button>
      </div>`;
  }

  #fields({ command, values }: Draft): TemplateResult[] {
    const open = command.options.filter(({ name }) => values[name] !== undefined);
    return open.map((option) =>
      optionField(option, {
        shown: this.line.labels[option.name] ?? '',
        wrong: this.line.problem?.option === option.name,
        typed: (text) => this.#typedValue(option, text),
        key: (event) => this.#key(event),
        focused: () => this.#focused(option),
      }),
    );
  }

  #typed(text: string) {
    this.line = typeText(this.line, text);
    const draft = commandIn(this.line, this.#commands);
    if (draft) void this.#begin(draft);
  }

  async #begin(draft: Draft) {
    const { snapshot } = this.scene;
    this.line = begin(draft, (option, value) => labelOf(choicesOf(option, snapshot), value));
    await this.#focus(nextEmpty(this.line));
  }

  async #take(suggestion: Suggestion) {
    if (suggestion.take === 'command') return this.#begin({ command: suggestion.command, values: {} });
    const { name } = suggestion.option;
    const { value, label } = suggestion.take === 'value' ? suggestion.choice : { value: '', label: '' };
    this.line = setOption(this.line, name, value, label);
    await this.#focus(suggestion.take === 'option' ? name : nextEmpty(this.line));
  }

  #typedValue(option: OptionView, text: string) {
    const choices = choicesOf(option, this.scene.snapshot);
    const match = choices.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
    this.line = {
      ...setOption(this.line, option.name, match?.value ?? text, text),
      active: choices.length > 0 && text ? 0 : -1,
    };
    if (option.autocomplete) this.#ask(option, text);
  }

  #focused(option: OptionView | null) {
    this.line = focusOn(this.line, option?.name ?? null);
    this.found = [];
    if (option?.autocomplete) this.#ask(option, this.line.labels[option.name] ?? '');
  }

  #ask({ name: option }: OptionView, value: string) {
    const { draft } = this.line;
    if (!draft) return;
    const others = readOptions({ ...draft, values: { ...draft.values, [option]: '' } });
    const { snapshot, channelId } = this.scene;
    const options = 'options' in others ? others.options : {};
    this.#complete(() =>
      act(snapshot.me.id, {
        do: 'autocomplete',
        channelId,
        name: draft.command.name,
        option,
        value,
        options,
      }),
    );
  }

  #key(event: KeyboardEvent) {
    const { target } = event;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const list = this.#suggestions;
    const around = { list, commands: this.#commands, emptyPlace: typing && target.value === '' };
    const what = event.isComposing ? null : meaning(event, this.line, around);
    if (!what) return;
    event.preventDefault();
    if (what.do === 'take') void this.#take(what.suggestion);
    if (what.do === 'send') void this.#send();
    if (what.do === 'clear') this.line = emptyLine;
    if (what.do === 'step') void this.#step(what.by, list.length);
    if (what.do === 'take away') {
      this.line = takeAway(this.line);
      void this.#focus(null);
    }
  }

  async #step(by: 1 | -1, count: number) {
    this.line = step(this.line, by, count);
    await this.updateComplete;
    this.querySelector('.suggestion.active')?.scrollIntoView({ block: 'nearest' });
  }

  async #send() {
    const what = sending(this.line, this.#commands);
    if (what.send === 'command') return this.#sendCommand(what.draft);
    if (what.send === 'nothing') return;
    await this.#sendOr({ do: 'say', channelId: this.scene.channelId, text: what.text });
  }

  async #sendCommand(draft: Draft) {
    const reading = readOptions(draft);
    if ('options' in reading) {
      const { channelId } = this.scene;
      return this.#sendOr({ do: 'command', channelId, name: draft.command.name, options: reading.options });
    }
    if (!this.line.draft) return this.#begin(draft);
    this.line = { ...this.line, problem: reading };
    await this.#focus(reading.option);
  }

  /** Empties the line at once, as Discord does; what could not be sent comes back unless something new stands there. */
  async #sendOr(action: Parameters<Scene['act']>[0]) {
    const { line } = this;
    this.line = emptyLine;
    void this.#focus(null);
    if (await this.scene.act(action)) return;
    if (this.line.text === '' && !this.line.draft) this.line = line;
  }

  async #slash() {
    this.line = typeText(emptyLine, '/');
    await this.#focus(null);
  }

  async #focus(option: string | null) {
    await this.updateComplete;
    const place = option === null ? '#line' : `[data-option="${CSS.escape(option)}"]`;
    this.querySelector<HTMLElement>(place)?.focus();
  }
}

function labelOf(choices: Choice[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
