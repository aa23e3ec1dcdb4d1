import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { modalId } from '../../discord/custom-id.ts';
import type { ModalFields } from '../../discord/interaction.ts';
import { modalLimits } from '../../discord/limits/limits.ts';
import { prefills } from '../../discord/text/prefill.ts';
import type { Modal } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Contribution } from '../../oasst/contributions.ts';
import type { BackendRules } from '../../oasst/rules.ts';
import { codePoints } from '../../text.ts';

const fieldIds = ['text', 'text2', 'text3', 'text4', 'text5'] as const; // as many as a form has places

/** Whether a text fits into the inputs of one form, so that editing loses none of it. */
export function fitsForm({ text }: Pick<Contribution, 'text'>): boolean {
  return prefills(text, modalLimits.input).length <= fieldIds.length;
}

/** The form in which a text is changed, filled with it. */
export function editForm(
  { id, type, text }: Contribution,
  offset: string,
  { words, rules, nonce }: { words: Words; rules: BackendRules; nonce: string },
): Modal {
  const parts = prefills(text, modalLimits.input);
  const most = Math.min(modalLimits.input, rules.textLimit + text.length - codePoints(text));
  return {
    title: words(`type.${type}`),
    custom_id: modalId('mesave', id, offset, nonce),
    components: parts.map((value, index) => ({
      type: ComponentType.Label,
      label: parts.length > 1 ? words('form.text_part', { part: index + 1 }) : words('form.text'),
      component: {
        type: ComponentType.TextInput,
        custom_id: fieldIds[index] ?? 'text',
        style: TextInputStyle.Paragraph,
        required: index === 0,
        max_length: Math.max(most, value.length),
        value,
      },
    })),
  };
}

/** The text that was entered. */
export function enteredText(fields: ModalFields): string {
  return fieldIds
    .map((id) => fields[id])
    .filter((part) => typeof part === 'string')
    .join('');
}
