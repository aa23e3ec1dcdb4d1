import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { commandsIn } from '../place.ts';
import { act, upload } from '../requests.ts';
import type { Scene } from '../scene.ts';
import { bar } from './bar.ts';
import { type Choice, type CommandView, listCommands, type OptionView } from './commands.ts';
import { completion } from './completion.ts';
import { type Key, meaning } from './keys.ts';
import {
  commandIn,
  emptyLine,
  focusOn,
  highlight,
  type Line,
  recognise,
  sending,
  setOption,
  step,
  takeAway,
  typeText,
} from './line.ts';
import { beginning, type Move, naming, taking } from './moves.ts';
import { palette } from './palette.ts';
import { questionFor } from './question.ts';
import { choicesOf, noSuggestions, type Suggestion, suggestions, type Writing } from './suggestions.ts';

/** The line at the bottom: text to say, or a slash command with its options. */
export class SandboxComposer extends LitElement {
  static override properties = {
    scene: { attribute: false },
    line: { state: true },
    found: { state: true },
    waiting: { state: true },
  };
  declare scene: Scene;
  declare line: Line;
  /** The choices that the bot gave for the option with the cursor. */
  declare found: Choice[];
  /** These have been asked for, and not come yet. */
  declare waiting: boolean;
  #complete = completion((found) => this.#answered(found));
  /** Enter was pressed meanwhile, and counts when they come. */
  #entered = false;

  constructor() {
    super();
    this.line = emptyLine;
    this.found = [];
    this.waiting = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('scene');
    if (!before || before.channelId === this.scene.channelId) return;
    this.line = emptyLine;
    this.#offer(null, '');
  }

  /** Writes a command into the line, as if it had been chosen from the list. */
  async compose(name: string) {
    const command = this.#commands.find((known) => known.name === name);
    if (command) await this.#go(beginning({ command, values: {} }, this.#choices));
  }

  /** Puts the cursor on the line. */
  focusLine() {
    this.querySelector<HTMLElement>('#line')?.focus();
  }

  #choices = (option: OptionView): Choice[] => choicesOf(option, this.scene.snapshot);

  get #commands(): CommandView[] {
    const { snapshot, channelId } = this.scene;
    return listCommands(commandsIn(snapshot, channelId), snapshot.me.locale);
  }

  get #writing(): Writing {
    const { text, draft, option, labels } = this.line;
    return { text, draft, option, typed: option === null ? text : (labels[option] ?? '') };
  }

  get #suggestions(): Suggestion[] {
    return suggestions(this.#writing, this.#commands, this.scene.snapshot, this.found);
  }

  protected override render(): TemplateResult {
    const list = this.#suggestions;
    const note = this.waiting ? 'Looking for choices…' : noSuggestions(this.#writing, this.scene.snapshot);
    return html`${palette({ list, active: this.line.active, note }, this.scene, {
      take: (suggestion) => void this.#go(taking(this.line, suggestion, this.#choices)),
      point: (active) => {
        this.line = { ...this.line, active };
      },
    })}
      ${bar(this.line, list.length, this.scene, {
        slash: () => this.#slash(),
        send: () => this.#press({ key: 'Enter', shiftKey: false }),
        key: (event) => this.#key(event),
        typed: (option, text) => (option ? this.#typedValue(option, text) : this.#typed(text)),
        picked: (option, file) => void this.#picked(option, file),
        focused: (option) => this.#focused(option),
      })}`;
  }

  #typed(text: string) {
    this.line = typeText(this.line, text);
    const draft = commandIn(this.line, this.#commands);
    const move = draft ? beginning(draft, this.#choices) : naming(this.line, text, this.#choices);
    if (move) void this.#go(move);
  }

  async #go({ line, cursor }: Move) {
    this.line = line;
    await this.#focus(cursor);
  }

  #typedValue(option: OptionView, text: string) {
    const others = naming(this.line, `${option.name}:${text}`, this.#choices, 2);
    if (others) return void this.#go(others);
    this.line = recognise(setOption(this.line, option.name, text, text), option.name, this.#choices(option));
    this.#offer(option, text);
  }

  /** Sends a file at once, as Discord's client does; the option then names it. */
  async #picked({ name }: OptionView, file: File) {
    const sent = await upload(this.scene.snapshot.me.id, file);
    if (this.line.draft?.values[name] === undefined) return; // the option was taken away meanwhile
    if (sent.ok) this.line = setOption(this.line, name, sent.id, file.name);
    else
      this.line = { ...setOption(this.line, name, '', ''), problem: { option: name, problem: sent.error } };
  }

  #focused(option: OptionView | null) {
    if (this.line.option !== (option?.name ?? null)) this.found = [];
    this.line = focusOn(this.line, option?.name ?? null);
    this.#offer(option, this.line.labels[option?.name ?? ''] ?? '');
  }

  /** What can be chosen in the place with the cursor: at once, or when the bot has answered. */
  #offer(option: OptionView | null, typed: string) {
    this.#complete.stop();
    this.#entered = false;
    this.waiting = option?.autocomplete ?? false;
    if (option && this.waiting) {
      const { snapshot, channelId } = this.scene;
      const question = questionFor(this.line, option.name, typed);
      this.#complete.ask(() => act(snapshot.me.id, { ...question, channelId }));
    }
    this.line = this.waiting ? { ...this.line, active: -1 } : highlight(this.line, this.#suggestions);
  }

  #answered(found: Choice[]) {
    const { option } = this.line;
    this.waiting = false;
    this.found = found;
    if (option !== null) this.line = highlight(recognise(this.line, option, found), this.#suggestions);
    if (this.#entered) this.#press({ key: 'Enter', shiftKey: false });
    this.#entered = false;
  }

  #key(event: KeyboardEvent) {
    const { target } = event;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (!event.isComposing && this.#press(event, typing && target.value === '')) event.preventDefault();
  }

  /** Does what a key means here. False when it means nothing. */
  #press(key: Key, emptyPlace = false): boolean {
    const list = this.#suggestions;
    const what = meaning(key, this.line, { list, commands: this.#commands, emptyPlace });
    if (what?.do === 'take') void this.#go(taking(this.line, what.suggestion, this.#choices));
    if (what?.do === 'send') void this.#send();
    if (what?.do === 'clear') this.#clear();
    if (what?.do === 'step') void this.#step(what.by, list.length);
    if (what?.do === 'take away') {
      this.line = takeAway(this.line);
      void this.#focus(null);
    }
    return what !== null;
  }

  #clear() {
    this.line = emptyLine;
    void this.#focus(null);
  }

  async #step(by: 1 | -1, count: number) {
    this.line = step(this.line, by, count);
    await this.updateComplete;
    this.querySelector('.suggestion.active')?.scrollIntoView({ block: 'nearest' });
  }

  async #send() {
    if (this.waiting) {
      this.#entered = true;
      return;
    }
    const what = sending(this.line, this.#commands);
    const { channelId } = this.scene;
    if (what.send === 'text') await this.#sendOr({ do: 'say', channelId, text: what.text });
    if (what.send === 'command')
      await this.#sendOr({ do: 'command', channelId, name: what.name, options: what.options });
    if (what.send !== 'problem') return;
    if (!this.line.draft) return this.#go(beginning(what.draft, this.#choices));
    this.line = { ...this.line, problem: what.problem };
    await this.#focus(what.problem.option);
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
    const field = this.querySelector<HTMLInputElement | HTMLTextAreaElement>(place);
    field?.focus();
    if (field?.type !== 'file') field?.setSelectionRange(field.value.length, field.value.length);
  }
}
