import type { APIEmbed } from 'discord-api-types/v10';
import { isSelect, kind, type Part, walk } from '../rules/part.ts';
import type { MessageView } from '../view.ts';

export type ButtonView = { label: string; customId: string | null; disabled: boolean };
export type Select = {
  customId: string;
  placeholder: string;
  disabled: boolean;
  options: { label: string; value: string; default: boolean }[];
};

const parts = (message: MessageView) => walk(message.components as Part[]).map(({ part }) => part); // same JSON, loosely

/** All that can be read in a message, in the order it is read: content, embeds, texts, labels, file names. */
export function textOf(message: MessageView): string {
  return [
    message.thinking ? 'Thinking…' : '',
    message.content,
    ...message.embeds.map(embedText),
    ...parts(message).flatMap(partText),
    ...message.attachments.map(({ filename }) => `📎 ${filename}`),
  ]
    .filter(Boolean)
    .join('\n');
}

function embedText({ author, title, description, fields = [], footer }: APIEmbed): string {
  const lines = [
    author?.name,
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ];
  return lines.filter(Boolean).join('\n');
}

function partText(part: Part): string[] {
  if (part.type === kind.text) return [part.content ?? ''];
  if (part.type === kind.button) return [`[${buttonLabel(part)}]`];
  if (!isSelect(part)) return [];
  const options = (part.options ?? []).map(({ label, default: chosen }) => (chosen ? `*${label}` : label));
  return [`[${part.placeholder ?? part.custom_id}: ${options.join(' | ')}]`];
}

const buttonLabel = ({ label, emoji }: Part) => label || emoji?.name || '';

/** The buttons of a message, in order. */
export function buttonsOf(message: MessageView): ButtonView[] {
  return parts(message)
    .filter(({ type }) => type === kind.button)
    .map((part) => ({
      label: buttonLabel(part),
      customId: part.custom_id ?? null,
      disabled: part.disabled ?? false,
    }));
}

/** The selects of a message, in order. */
export function selectsOf(message: MessageView): Select[] {
  return parts(message)
    .filter(isSelect)
    .map((part) => ({
      customId: part.custom_id ?? '',
      placeholder: part.placeholder ?? '',
      disabled: part.disabled ?? false,
      options: (part.options ?? []).map(({ label, value, default: chosen }) => ({
        label,
        value,
        default: chosen ?? false,
      })),
    }));
}
