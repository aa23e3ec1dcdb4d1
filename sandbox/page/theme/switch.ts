import { html, LitElement, type TemplateResult } from 'lit';
import { deviceIcon, moonIcon, sunIcon } from '../icons.ts';
import { keepTheme, keptTheme, showTheme, THEME_KEY, THEMES, type Theme } from './choice.ts';

const kept = () => localStorage; // named by a function: a browser may throw when it is asked for

const looks = {
  device: { label: 'Theme of the device', icon: deviceIcon },
  light: { label: 'Light theme', icon: sunIcon },
  dark: { label: 'Dark theme', icon: moonIcon },
};

/** Three buttons that choose the page's theme, in this window and every other one of the same browser. */
export class SandboxTheme extends LitElement {
  static override properties = { theme: { state: true } };
  declare theme: Theme;

  constructor() {
    super();
    this.theme = keptTheme(kept);
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('storage', this.#elsewhere);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('storage', this.#elsewhere);
  }

  protected override render(): TemplateResult {
    return html`<span class="themes" role="group" aria-label="Theme">${THEMES.map((theme) => this.#button(theme))}</span>`;
  }

  protected override updated() {
    showTheme(this.theme, document.documentElement);
  }

  #button(theme: Theme): TemplateResult {
    const { label, icon } = looks[theme];
    return html`<button
      type="button"
      class="round"
      title=${label}
      aria-label=${label}
      aria-pressed=${this.theme === theme ? 'true' : 'false'}
      @click=${() => this.#choose(theme)}
    >
      ${icon()}
    </button>`;
  }

  #choose(theme: Theme) {
    this.theme = theme;
    keepTheme(theme, kept);
  }

  #elsewhere = ({ key }: StorageEvent) => {
    if (key === null || key === THEME_KEY) this.theme = keptTheme(kept);
  };
}
