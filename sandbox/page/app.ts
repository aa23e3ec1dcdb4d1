import { html, LitElement, type TemplateResult } from 'lit';
import type { PersonAction, PersonView, Snapshot } from '../view.ts';
import type { SandboxComposer } from './composer/composer.ts';
import { banner, head, rail, windowTitle } from './frame.ts';
import { hasKeyboard, takesTyping } from './keyboard.ts';
import { follow } from './live.ts';
import { newest, openChannel, unread } from './place.ts';
import { act } from './requests.ts';
import type { Scene } from './scene.ts';
import { channels } from './sidebar/channels.ts';
import { members } from './sidebar/members.ts';
import { type Toast, toastList } from './toasts.ts';
import { writes } from './typing.ts';

const CLOCK_MS = 10_000;
const TOAST_MS = 8000;

/** The whole page: one person's Discord. */
export class SandboxApp extends LitElement {
  static override properties = {
    snapshot: { state: true },
    lost: { state: true },
    channelId: { state: true },
    menu: { state: true },
    waiting: { state: true },
    toasts: { state: true },
    now: { state: true },
  };
  declare snapshot: Snapshot | null;
  declare lost: boolean;
  declare channelId: string;
  declare menu: boolean;
  declare waiting: Map<string, string>;
  declare toasts: Toast[];
  declare now: Date;
  #seen = new Map<string, string>();
  #seenBy = '';
  #unfollow = () => {};
  #clock: ReturnType<typeof setInterval> | undefined;
  #toastId = 0;

  constructor() {
    super();
    this.snapshot = null;
    this.lost = this.menu = false;
    this.channelId = new URLSearchParams(location.search).get('channel') ?? '';
    this.waiting = new Map();
    this.toasts = [];
    this.now = new Date();
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      this.now = new Date();
    }, CLOCK_MS);
    this.addEventListener(
      'become',
      (event) => event instanceof CustomEvent && this.#be(String(event.detail)),
    );
    this.addEventListener('compose', (event) => {
      if (event instanceof CustomEvent)
        void this.querySelector<SandboxComposer>('sandbox-composer')?.compose(String(event.detail));
    });
    addEventListener('popstate', this.#follow);
    addEventListener('keydown', this.#typedAnywhere);
    this.#follow();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    removeEventListener('popstate', this.#follow);
    removeEventListener('keydown', this.#typedAnywhere);
    this.#unfollow();
  }

  #follow = () => {
    this.#unfollow();
    this.#unfollow = follow(new URLSearchParams(location.search).get('person') ?? '', {
      snapshot: (snapshot) => this.#show(snapshot),
      lost: () => {
        this.lost = true;
      },
      become: (person: PersonView) => {
        this.#address({ person: person.id }, 'replace');
        this.#follow();
      },
    });
  };

  #show(snapshot: Snapshot) {
    this.lost = false;
    this.snapshot = snapshot;
    this.now = new Date();
    this.channelId = openChannel(snapshot, this.channelId);
    if (this.#seenBy !== snapshot.me.id) {
      this.#seen = newest(snapshot);
      void this.#focusLine();
    }
    this.#seenBy = snapshot.me.id;
    document.title = windowTitle(snapshot, this.channelId);
    this.#markSeen();
  }

  #markSeen() {
    const last = this.snapshot?.messages[this.channelId]?.at(-1)?.id;
    if (last) this.#seen.set(this.channelId, last);
  }

  #be(personId: string) {
    this.#address({ person: personId }, 'push');
    this.waiting = new Map();
    this.menu = false;
    this.#follow();
  }

  #open(channelId: string) {
    this.channelId = channelId;
    this.menu = false;
    this.#address({ channel: channelId }, 'replace');
    if (this.snapshot) document.title = windowTitle(this.snapshot, channelId);
    this.#markSeen();
    void this.#focusLine();
  }

  async #focusLine() {
    await this.updateComplete;
    const composer = this.querySelector<SandboxComposer>('sandbox-composer');
    await composer?.updateComplete;
    if (hasKeyboard() && !takesTyping(null)) composer?.focusLine();
  }

  #typedAnywhere = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !writes(event) || takesTyping(event.target)) return;
    this.querySelector<SandboxComposer>('sandbox-composer')?.focusLine(); // and the key goes there
  };

  #address(parts: Record<string, string>, how: 'push' | 'replace') {
    const address = new URL(location.href);
    for (const [key, value] of Object.entries(parts)) address.searchParams.set(key, value);
    history[`${how}State`](null, '', address);
  }

  async #act(personId: string, action: PersonAction): Promise<boolean> {
    const messageId = action.do === 'click' || action.do === 'select' ? action.messageId : null;
    if (messageId && 'customId' in action)
      this.waiting = new Map(this.waiting).set(messageId, action.customId);
    const outcome = await act(personId, action);
    if (messageId) this.waiting = new Map([...this.waiting].filter(([id]) => id !== messageId));
    if (!outcome.ok) this.#toast(outcome.error);
    return outcome.ok;
  }

  #toast(text: string) {
    this.#toastId += 1;
    const id = this.#toastId;
    this.toasts = [...this.toasts.filter((toast) => toast.text !== text), { id, text }];
    setTimeout(() => this.#untoast(id), TOAST_MS);
  }

  #untoast(id: number) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  protected override render(): TemplateResult {
    const { snapshot } = this;
    if (!snapshot)
      return html`<p class="connecting" role="status">${this.lost ? 'The sandbox is not answering. Trying again…' : 'Connecting…'}</p>`;
    const scene: Scene = {
      snapshot,
      reader: { locale: snapshot.me.locale, now: this.now },
      channelId: this.channelId,
      waiting: this.waiting,
      act: (action) => this.#act(snapshot.me.id, action),
    };
    return html`${banner(snapshot, this.lost)}
      <div class="layout ${this.menu ? 'menu-open' : ''}">
        ${rail(snapshot)}
        <div class="sidebar" id="sidebar">
          <header><h1>${snapshot.guild.name}</h1></header>
          ${channels(scene, unread(snapshot, this.#seen, this.channelId), (id) => this.#open(id))}
          <sandbox-people .scene=${scene}></sandbox-people>
        </div>
        <main>
          ${head(scene, this.menu, () => this.#toggleMenu())}
          <sandbox-messages .scene=${scene}></sandbox-messages>
          <sandbox-composer .scene=${scene}></sandbox-composer>
        </main>
        ${members(scene)}
        <button type="button" class="veil" aria-label="Close the menu" tabindex="-1" @click=${this.#toggleMenu}></button>
      </div>
      <sandbox-modal .scene=${scene} .modal=${snapshot.modal}></sandbox-modal>
      ${toastList(this.toasts, (id) => this.#untoast(id))}`;
  }

  #toggleMenu() {
    this.menu = !this.menu;
  }
}
