import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageView } from '../../view.ts';
import { continues } from '../place.ts';
import type { Scene } from '../scene.ts';
import { dayName, dayNumber } from '../time.ts';
import { say } from '../words/words.ts';
import { message } from './message.ts';
import { channelNotice } from './notice.ts';
import { welcome } from './welcome.ts';

const NEAR = 40; // pixels from the end that still count as the end

/** The messages of the open channel. Stays at the newest unless the person has scrolled up to read. */
export class SandboxMessages extends LitElement {
  static override properties = { scene: { attribute: false }, away: { state: true } };
  declare scene: Scene;
  declare away: boolean;
  #channelId = '';
  #focused: string | undefined;
  #last: string | undefined;
  #top = 0;
  #height = 0;
  #size = new ResizeObserver(() => this.#stay());

  constructor() {
    super();
    this.away = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate() {
    if (this.#channelId !== this.scene.channelId) this.away = false;
    this.#channelId = this.scene.channelId;
    const last = this.scene.snapshot.messages[this.#channelId]?.at(-1);
    if (last?.id !== this.#last && (last?.ephemeral || last?.author.id === this.scene.snapshot.me.id))
      this.away = false;
    this.#last = last?.id;
    this.#focused = document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset.message;
  }

  protected override updated() {
    this.#stay();
    const focused = this.#focused;
    if (focused && document.activeElement === document.body)
      this.querySelector<HTMLElement>(`[data-message="${CSS.escape(focused)}"]`)?.focus({
        preventScroll: true,
      });
  }

  protected override firstUpdated() {
    const [scroller, list] = [this.querySelector('.scroller'), this.querySelector('.message-list')];
    if (scroller) this.#size.observe(scroller);
    if (list) this.#size.observe(list);
  }

  protected override render(): TemplateResult {
    const { snapshot, channelId } = this.scene;
    const messages = snapshot.messages[channelId] ?? [];
    const notices = snapshot.notices.filter(
      (notice) => notice.channelId === channelId && !this.#shows(notice.messageId),
    );
    return html`<div class="scroller" tabindex="0" aria-label="Messages" @scroll=${this.#scrolled}>
        <div class="message-list">
          ${welcome(this.scene, messages.length === 0)}
          <discord-messages no-background role="log" aria-live="polite">
            ${repeat(
              messages,
              ({ id }) => id,
              (each, index) => this.#entry(each, messages[index - 1]),
            )}
          </discord-messages>
          ${repeat(
            notices,
            ({ id }) => id,
            (notice) => channelNotice(notice, snapshot.me.locale),
          )}
        </div>
      </div>
      ${this.away ? html`<button type="button" class="jump" @click=${this.#jump}>${say('jump', snapshot.me.locale)}</button>` : nothing}`;
  }

  #entry(each: MessageView, before: MessageView | undefined): TemplateResult {
    const { reader } = this.scene;
    const newDay =
      !before || dayNumber(new Date(each.sentAt), reader) !== dayNumber(new Date(before.sentAt), reader);
    const day = newDay
      ? html`<div class="day" role="separator"><span>${dayName(each.sentAt, reader)}</span></div>`
      : nothing;
    return html`${day}${message(each, this.scene, !newDay && continues(each, before))}`;
  }

  #shows(messageId: string | null): boolean {
    const { snapshot, channelId } = this.scene;
    return messageId !== null && (snapshot.messages[channelId] ?? []).some(({ id }) => id === messageId);
  }

  #scrolled({ currentTarget }: Event) {
    if (!(currentTarget instanceof HTMLElement)) return;
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    const near = scrollHeight - scrollTop - clientHeight <= NEAR;
    const redrawn = scrollHeight !== this.#height; // then it was not the person who moved
    this.away = !near && (this.away || (!redrawn && scrollTop < this.#top));
    this.#top = scrollTop;
    this.#height = scrollHeight;
    if (redrawn) this.#stay();
  }

  #jump() {
    this.away = false;
    this.#stay();
  }

  #stay() {
    const scroller = this.querySelector('.scroller');
    if (scroller && !this.away) scroller.scrollTop = scroller.scrollHeight;
  }
}
