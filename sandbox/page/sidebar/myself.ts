import { html, type TemplateResult } from 'lit';
import type { Scene } from '../scene.ts';
import { say } from '../words/words.ts';
import { LANGUAGES, languageChoice } from './languages.ts';

/** What somebody can change about themselves: their Discord language, and whether they have added the bot to themselves. */
export function myself({ snapshot: { me, bot }, act }: Scene): TemplateResult {
  const { locale: mine } = me;
  const speak = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLSelectElement) void act({ do: 'speak', locale: currentTarget.value });
  };
  return html`<div class="myself">
    <label
      >${say('i_read', mine)}<select name="my-locale" .value=${me.locale} @change=${speak}>
        ${[...new Set([...LANGUAGES, me.locale])].map(
          (locale) =>
            html`<option value=${locale} ?selected=${locale === me.locale}>${languageChoice(locale, mine)}</option>`,
        )}
      </select></label
    >
    <p>${say(me.installed ? 'installed' : 'not_installed', mine, bot.name)}</p>
    <button type="button" class="button secondary" @click=${() => act({ do: 'install', installed: !me.installed })}>
      ${say(me.installed ? 'uninstall' : 'install', mine, bot.name)}
    </button>
  </div>`;
}
