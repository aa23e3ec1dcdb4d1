import { modalId } from '../../discord/custom-id.ts';
import { modalLimits } from '../../discord/limits/limits.ts';
import { textInputs } from '../../discord/typed-text.ts';
import type { Modal } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Contribution } from '../../oasst/contributions.ts';
import type { BackendRules } from '../../oasst/rules.ts';
import { codePoints } from '../../text.ts';

/** The form in which a text is changed, filled with it. */
export function editForm(
  { id, type, text }: Contribution,
  offset: string,
  { words, rules, nonce }: { words: Words; rules: BackendRules; nonce: string },
): Modal {
  // Discord counts UTF-16 units, the backend characters
  const extra = text.length - codePoints(text);
  return {
    title: words(`type.${type}`),
    custom_id: modalId('mesave', id, offset, nonce),
    components: textInputs(text, {
      label: (part) => (part === undefined ? words('form.text') : words('form.text_part', { part })),
      description: words(extra === 0 ? 'form.text_help' : 'form.text_help_emoji', { limit: rules.textLimit }),
      most: Math.min(modalLimits.input, rules.textLimit + extra),
    }),
  };
}
