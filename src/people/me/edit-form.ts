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
  return {
    title: words(`type.${type}`),
    custom_id: modalId('mesave', id, offset, nonce),
    components: textInputs(text, {
      label: (part) => (part === undefined ? words('form.text') : words('form.text_part', { part })),
      most: Math.min(modalLimits.input, rules.textLimit + text.length - codePoints(text)),
    }),
  };
}
