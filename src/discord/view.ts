import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { componentLimits, messageLimits } from './limits/limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A file of a message. Its description is what is read to those who do not see it. */
export type ViewFile = { name: string; data: Uint8Array; contentType?: string; description?: string };

/** A message as Discord takes it. Always whole: what it does not name is taken off an older one, but for files that are kept. */
export type View = {
  content?: string;
  embeds: APIEmbed[];
  components: Row[];
  files?: readonly ViewFile[];
  keepsFiles?: true;
};

/** A modal as Discord takes it. */
export type Modal = APIModalInteractionResponseCallbackData;

export type Button = {
  label: string;
  id: string;
  style?: 'primary' | 'secondary' | 'success' | 'danger';
  disabled?: boolean;
};

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

/** The buttons in rows of up to five, in their order. */
export function rows(buttons: readonly Button[]): Row[] {
  return chunks(buttons, componentLimits.buttonsInRow).map((some) => ({
    type: ComponentType.ActionRow,
    components: some.map(({ label, id, style = 'secondary', disabled = false }) => ({
      type: ComponentType.Button,
      style: styles[style],
      label,
      custom_id: id,
      disabled,
    })),
  }));
}

/** The buttons in their order, two in a row: as many as a phone shows beside each other whole. */
export function pairedRows(buttons: readonly Button[]): Row[] {
  return chunks(buttons, 2).flatMap(rows);
}

/** `items` cut into runs of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** A message with one more button after its last; without it where there is no room left. */
export function withButton(view: View, button: Button): View {
  const last = view.components.at(-1);
  const [own] = rows([button]);
  if (!own) return view;
  const isOpen =
    last !== undefined &&
    last.components.length < componentLimits.buttonsInRow &&
    last.components.every(({ type }) => type === ComponentType.Button);
  if (isOpen) {
    const row = { ...last, components: [...last.components, ...own.components] };
    return { ...view, components: [...view.components.slice(0, -1), row] };
  }
  if (view.components.length >= messageLimits.rows) return view;
  return { ...view, components: [...view.components, own] };
}
