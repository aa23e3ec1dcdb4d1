import { fieldsOf, namedValues } from './driver/fields.ts';
import { type Button, buttonsOf, selectsOf, textOf } from './driver/reading.ts';
import { screen } from './driver/screen.ts';
import type { Sandbox } from './server.ts';
import type { Action, ActResult, FormValues, MessageView, ModalView, NoticeView, Snapshot } from './view.ts';

type World = Pick<Sandbox, 'act' | 'snapshot' | 'onChange'>;
type Options = Record<string, string | number | boolean>;
type On = { on?: MessageView };

/**
 * Somebody at the keyboard, for tests. Does what a person can do, sees what a person would see; whatever is not possible throws an
 * error that says why and lists what is on the screen. Acts resolve with the bot's first answer, or after Discord's three seconds.
 */
export class Person {
  readonly id: string;
  readonly #sandbox: World;
  #channelId: string;
  #draft: FormValues = {};
  #draftOf: string | null = null;

  constructor(sandbox: World, id: string) {
    this.#sandbox = sandbox;
    this.id = id;
    this.#channelId = sandbox.snapshot(id).channels[0]?.id ?? '';
  }

  /** Everything in front of this person now. */
  get view(): Snapshot {
    return this.#sandbox.snapshot(this.id);
  }

  get name(): string {
    return this.view.me.name;
  }

  /** The form that is open, if one is. */
  get modal(): ModalView | null {
    return this.view.modal;
  }

  /** Lines of Discord's own, such as "This interaction failed", since the person last did something. */
  get notices(): string[] {
    return this.view.notices.map(({ text }: NoticeView) => text);
  }

  /** Goes to a channel of the server, by name, or to the conversation with the bot: `dm`. */
  go(channel: string): this {
    this.#channelId = this.#channel(channel);
    return this;
  }

  /** Types a slash command in the current channel; subcommands after a space. */
  async command(name: string, options: Options = {}): Promise<this> {
    await this.#act({ do: 'command', channelId: this.#channelId, name, options });
    return this;
  }

  /** Types into an option that completes; resolves with what is offered. */
  async autocomplete(name: string, option: string, value: string, options: Options = {}) {
    const { channelId } = { channelId: this.#channelId };
    const result = await this.#act({ do: 'autocomplete', channelId, name, option, value, options });
    return result.choices ?? [];
  }

  /** Presses a button, by its label or custom id: on the newest message that has it, or on a given one. */
  async click(label: string, { on }: On = {}): Promise<this> {
    const { message, button } = this.#button(label, on);
    if (button.customId === null) return this.#fail(`"${label}" is a link`);
    await this.#act({ do: 'click', messageId: message.id, customId: button.customId });
    return this;
  }

  /** Chooses options, by label or value, in the select with this placeholder or custom id. */
  async select(name: string, chosen: string | string[], { on }: On = {}): Promise<this> {
    const found = this.#newest(on).flatMap((message) =>
      selectsOf(message)
        .filter((select) => select.customId === name || select.placeholder === name)
        .map((select) => ({ message, select })),
    )[0];
    if (!found) return this.#fail(`There is no select "${name}"`);
    const { options, customId } = found.select;
    const values = [chosen].flat().map((text) => options.find(({ label }) => label === text)?.value ?? text);
    await this.#act({ do: 'select', messageId: found.message.id, customId, values });
    return this;
  }

  /** Fills fields of the open form, by label or custom id; choices by label or value. Nothing is sent yet. */
  fill(values: FormValues): this {
    const modal = this.#open();
    if (this.#draftOf !== modal.id) this.#draft = {};
    this.#draftOf = modal.id;
    const named = namedValues(modal, values);
    if ('error' in named) return this.#fail(named.error);
    this.#draft = { ...this.#draft, ...named.values };
    return this;
  }

  /** Submits the open form with what has been filled in, and with these values. */
  async submit(values: FormValues = {}): Promise<this> {
    this.fill(values);
    await this.#act({ do: 'submit', modalId: this.#open().id, values: this.#draft });
    return this;
  }

  /** Closes the form. The bot is not told. */
  async cancel(): Promise<this> {
    await this.#act({ do: 'cancel', modalId: this.#open().id });
    return this;
  }

  /** Dismisses a message that only this person sees, the newest one if none is given. */
  async dismiss(message?: MessageView): Promise<this> {
    const target = message ?? this.#newest().find(({ ephemeral }) => ephemeral);
    if (!target) return this.#fail('There is nothing to dismiss');
    await this.#act({ do: 'dismiss', messageId: target.id });
    return this;
  }

  /** Writes an ordinary message. */
  async say(text: string): Promise<this> {
    await this.#act({ do: 'say', channelId: this.#channelId, text });
    return this;
  }

  /** The messages of the current channel, or of another, oldest first. */
  messages(channel?: string): MessageView[] {
    return this.view.messages[channel === undefined ? this.#channelId : this.#channel(channel)] ?? [];
  }

  /** The newest message of the current channel; throws when there is none. */
  last(): MessageView {
    return this.messages().at(-1) ?? this.#fail('There is no message');
  }

  /** All that can be read in a message, in order; of the newest one if none is given. */
  text(message: MessageView = this.last()): string {
    return textOf(message);
  }

  /** Labels of the buttons on a message, in order; of the newest one if none is given. */
  buttons(message: MessageView = this.last()): string[] {
    return buttonsOf(message).map(({ label }) => label);
  }

  /** The open form's fields: label, custom id, type, whether it must be filled, what it holds. */
  get fields() {
    return fieldsOf(this.#open());
  }

  /** The message again, as it is now; undefined when it is gone. */
  again(message: MessageView): MessageView | undefined {
    return this.view.messages[message.channelId]?.find(({ id }) => id === message.id);
  }

  /** Everything on the screen, for people to read. */
  screen(): string {
    return screen(this.view, this.#channelId);
  }

  /**
   * Resolves once something is true, looking again at each change. Rejects after a safety timeout in real milliseconds, with what
   * was on the screen.
   */
  async until(predicate: (person: this) => unknown, timeoutMs = 10_000): Promise<this> {
    if (predicate(this)) return this;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      try {
        if (predicate(this)) resolve();
      } catch (error) {
        reject(error);
      }
    };
    const stop = this.#sandbox.onChange(look);
    const timer = setTimeout(
      () => reject(this.#error(`Waited ${timeoutMs} ms in vain for ${predicate}`)),
      timeoutMs,
    );
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
    return this;
  }

  #button(label: string, on?: MessageView): { message: MessageView; button: Button } {
    for (const message of this.#newest(on)) {
      const button = buttonsOf(message).find((found) => found.label === label || found.customId === label);
      if (button) return { message, button };
    }
    return this.#fail(`There is no button "${label}"`);
  }

  #newest(on?: MessageView): MessageView[] {
    if (!on) return this.messages().reverse();
    return [this.again(on) ?? this.#fail('That message is gone')];
  }

  #channel(name: string): string {
    const channel = this.view.channels.find((found) =>
      name === 'dm' ? found.kind === 'dm' : found.kind === 'text' && found.name === name,
    );
    return channel?.id ?? this.#fail(`There is no channel "${name}"`);
  }

  #open(): ModalView {
    return this.modal ?? this.#fail('No form is open');
  }

  async #act(action: Action): Promise<Extract<ActResult, { ok: true }>> {
    const result = await this.#sandbox.act(this.id, action);
    return result.ok ? result : this.#fail(result.error);
  }

  #error(reason: string): Error {
    return new Error(`${reason}\n\n${this.screen()}`);
  }

  #fail(reason: string): never {
    throw this.#error(reason);
  }
}
