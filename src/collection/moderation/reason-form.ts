import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Modal } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';

/** The longest reason, in UTF-16 units: what the backend keeps of one. */
export const REASON_LIMIT = 1_000;

/** The form that asks why somebody is to be kept out; titled by what is about to be done. */
export function reasonForm(custom_id: string, title: string, words: Words): Modal {
  const component = {
    type: ComponentType.TextInput as const,
    custom_id: 'reason',
    style: TextInputStyle.Paragraph,
    required: true,
    max_length: REASON_LIMIT,
  };
  const field = { label: words('case.reason'), description: words('case.reason_help'), component };
  return {
    custom_id,
    title,
    components: [{ type: ComponentType.Label, ...field }],
  };
}
