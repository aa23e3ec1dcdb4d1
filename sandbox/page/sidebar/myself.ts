import { html, type TemplateResult } from 'lit';
import type { Scene } from '../scene.ts';
import { LANGUAGES, languageName } from './languages.ts';

/** What somebody can change about themselves: their Discord language, and whether they have added the bot to themselves. */
export function myself({ snapshot: { me, bot }, act }: Scene): TemplateResult {
  const speak = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLSelectElement) void act({ do: 'speak', locale: currentTarget.value });
  };
  return html`<div class="myself">
    <label
      >I read Discord in<select name="my-locale" .value=${me.locale} @change=${speak}>
        ${[...new Set([me.locale, ...LANGUAGES])].map(
          (locale) =>
            html`<option value=${locale} ?selected=${locale === me.locale}>${languageName(locale)}</option>`,
        )}
      </select></label
    >
    <p>
      ${
        me.installed
          ? `You have added ${bot.name} to yourself: its commands work wherever you are.`
          : `You have not added ${bot.name} to yourself: its commands work on its server only.`
      }
    </p>
    <button type="button" class="button secondary" @click=${() => act({ do: 'install', installed: !me.installed })}>
      ${me.installed ? `Take ${bot.name} away again` : `Add ${bot.name} to myself`}
    </button>
  </div>`;
}
