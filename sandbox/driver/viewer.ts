import type {
  ActResult,
  MessageView,
  ModalView,
  NoticeView,
  PersonAction,
  Snapshot,
  UploadResult,
} from '../view.ts';
import type { SentFile } from '../world/attachments.ts';
import { fieldsOf, textsOf } from './fields.ts';
import { buttonsOf, textOf } from './reading.ts';
import { screen } from './screen.ts';

/** What a person sits before. */
export type World = {
  act(personId: string, action: PersonAction): Promise<ActResult>;
  snapshot(personId: string): Snapshot;
  upload(personId: string, file: SentFile): UploadResult;
  onChange(listener: (personIds: 'all' | string[]) => void): () => void;
};

/** Somebody before the screen: what they see, in which channel they are, and waiting until they see something. */
export class Viewer {
  readonly id: string;
  protected readonly sandbox: World;
  protected channelId: string;

  constructor(sandbox: World, id: string) {
    this.sandbox = sandbox;
    this.id = id;
    this.channelId = sandbox.snapshot(id).channels[0]?.id ?? '';
  }

  /** Everything in front of this person now. */
  get view(): Snapshot {
    return this.sandbox.snapshot(this.id);
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
    this.channelId = this.#channel(channel);
    return this;
  }

  /** The messages of the current channel, or of another, oldest first. */
  messages(channel?: string): MessageView[] {
    return this.view.messages[channel === undefined ? this.channelId : this.#channel(channel)] ?? [];
  }

  /** The newest message of the current channel; throws when there is none. */
  last(): MessageView {
    return this.messages().at(-1) ?? this.fail('There is no message');
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
    return fieldsOf(this.open());
  }

  /** The texts to read in the open form, in order. */
  get formTexts(): string[] {
    return textsOf(this.open());
  }

  /** The message again, as it is now; undefined when it is gone. */
  again(message: MessageView): MessageView | undefined {
    return this.view.messages[message.channelId]?.find(({ id }) => id === message.id);
  }

  /** Everything on the screen, for people to read. */
  screen(): string {
    return screen(this.view, this.channelId);
  }

  /**
   * Resolves once something is true, looking again at each change; what throws is not true yet. Rejects after a safety
   * timeout in real milliseconds, with what was on the screen.
   */
  async until(predicate: (person: this) => unknown, timeoutMs = 30_000): Promise<this> {
    let cause: unknown;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      try {
        if (predicate(this)) resolve();
      } catch (error) {
        cause = error;
      }
    };
    const stop = this.sandbox.onChange(look);
    const timer = setTimeout(() => {
      reject(this.#error(`Waited ${timeoutMs} ms in vain for ${predicate}`, cause));
    }, timeoutMs);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
    return this;
  }

  #channel(name: string): string {
    const channel = this.view.channels.find((found) =>
      name === 'dm' ? found.kind === 'dm' : found.kind !== 'dm' && found.name === name,
    );
    return channel?.id ?? this.fail(`There is no channel "${name}"`);
  }

  protected open(): ModalView {
    return this.modal ?? this.fail('No form is open');
  }

  #error(reason: string, cause?: unknown): Error {
    return new Error(`${reason}\n\n${this.screen()}`, { cause });
  }

  protected fail(reason: string): never {
    throw this.#error(reason);
  }
}
