import type { ActResult, FormValues, MessageView, PersonAction } from '../view.ts';
import { namedValues } from './fields.ts';
import { type ButtonView, buttonsOf, selectsOf } from './reading.ts';
import { Viewer } from './viewer.ts';

type Options = Record<string, string | number | boolean>;
type On = { on?: MessageView };

/**
 * Somebody at the keyboard, for tests. Does what a person can do, sees what a person would see; whatever is not
 * possible throws an error that says why and lists what is on the screen. Acts resolve with the bot's first answer,
 * or after Discord's three seconds.
 */
export class Person extends Viewer {
  #draft: FormValues = {};
  #draftOf: string | null = null;

  /** Types a slash command in the current channel; subcommands after a space. */
  async command(name: string, options: Options = {}): Promise<this> {
    await this.#act({ do: 'command', channelId: this.channelId, name, options });
    return this;
  }

  /** Picks a file for an option of a command, which takes what comes back as its value. */
  attach(name: string, content: string | Uint8Array, type = 'application/octet-stream'): string {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const result = this.sandbox.upload(this.id, { name, type, bytes });
    return result.ok ? result.id : this.fail(result.error);
  }

  /** Types into an option that completes; resolves with what is offered. */
  async autocomplete(name: string, option: string, value: string, options: Options = {}) {
    const place = { do: 'autocomplete', channelId: this.channelId } as const;
    const result = await this.#act({ ...place, name, option, value, options });
    return result.choices ?? [];
  }

  /** Presses a button, by its label or custom id: on the newest message that has it, or on a given one. */
  async click(label: string, { on }: On = {}): Promise<this> {
    const { message, button } = this.#button(label, on);
    if (button.customId === null) return this.fail(`"${label}" is a link`);
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
    if (!found) return this.fail(`There is no select "${name}"`);
    const { options, customId } = found.select;
    const values = [chosen].flat().map((text) => options.find(({ label }) => label === text)?.value ?? text);
    await this.#act({ do: 'select', messageId: found.message.id, customId, values });
    return this;
  }

  /** Fills fields of the open form, by label or custom id; choices by label or value. Nothing is sent yet. */
  fill(values: FormValues): this {
    const modal = this.open();
    if (this.#draftOf !== modal.id) this.#draft = {};
    this.#draftOf = modal.id;
    const named = namedValues(modal, values);
    if ('error' in named) return this.fail(named.error);
    this.#draft = { ...this.#draft, ...named.values };
    return this;
  }

  /** Submits the open form with what has been filled in, and with these values. */
  async submit(values: FormValues = {}): Promise<this> {
    this.fill(values);
    await this.#act({ do: 'submit', modalId: this.open().id, values: this.#draft });
    return this;
  }

  /** Closes the form. The bot is not told. */
  async cancel(): Promise<this> {
    await this.#act({ do: 'cancel', modalId: this.open().id });
    return this;
  }

  /** Dismisses a message that only this person sees, the newest one if none is given. */
  async dismiss(message?: MessageView): Promise<this> {
    const target = message ?? this.#newest().find(({ ephemeral }) => ephemeral);
    if (!target) return this.fail('There is nothing to dismiss');
    await this.#act({ do: 'dismiss', messageId: target.id });
    return this;
  }

  /** Deletes a message for everybody, the newest one of the channel if none is given. */
  async delete(message: MessageView = this.last()): Promise<this> {
    await this.#act({ do: 'delete', messageId: message.id });
    return this;
  }

  /** Starts the client anew: what only this person saw is gone from their screen. */
  async reload(): Promise<this> {
    await this.#act({ do: 'reload' });
    return this;
  }

  /** Adds the bot to themselves, to use it where it is not; or takes it away again. */
  async install(installed = true): Promise<this> {
    await this.#act({ do: 'install', installed });
    return this;
  }

  /** Changes their Discord language. */
  async speak(locale: string): Promise<this> {
    await this.#act({ do: 'speak', locale });
    return this;
  }

  /** Writes an ordinary message. */
  async say(text: string): Promise<this> {
    await this.#act({ do: 'say', channelId: this.channelId, text });
    return this;
  }

  #button(label: string, on?: MessageView): { message: MessageView; button: ButtonView } {
    for (const message of this.#newest(on)) {
      const button = buttonsOf(message).find((found) => found.label === label || found.customId === label);
      if (button) return { message, button };
    }
    return this.fail(`There is no button "${label}"`);
  }

  #newest(on?: MessageView): MessageView[] {
    if (!on) return this.messages().reverse();
    return [this.again(on) ?? this.fail('That message is gone')];
  }

  async #act(action: PersonAction): Promise<Extract<ActResult, { ok: true }>> {
    const result = await this.sandbox.act(this.id, action);
    return result.ok ? result : this.fail(result.error);
  }
}
