import type { Snapshot } from '../view.ts';
import { fieldsOf, textsOf } from './fields.ts';
import { textOf } from './reading.ts';

const mostMessages = 5;

/** What somebody has in front of them in one channel, as text: for the messages of errors. */
export function screen(view: Snapshot, channelId: string): string {
  const channel = view.channels.find(({ id }) => id === channelId);
  const messages = (view.messages[channelId] ?? []).slice(-mostMessages);
  const lines = [
    `On ${view.me.name}'s screen, in ${channel?.kind === 'dm' ? 'the DM' : `#${channel?.name}`}:`,
    ...messages.map((message) => {
      const marks = [message.ephemeral ? 'ephemeral' : '', message.editedAt ? 'edited' : '']
        .filter(Boolean)
        .join(', ');
      return `${message.author.name}${marks ? ` (${marks})` : ''}:\n${indent(textOf(message))}`;
    }),
    ...(messages.length === 0 ? ['(no messages)'] : []),
    ...view.notices.map(({ text }) => `Notice: ${text}`),
    ...(view.modal ? [`Form "${view.modal.data.title}":`, ...formLines(view.modal)] : []),
    ...(view.bot.online ? [] : ['(the bot is offline)']),
  ];
  return lines.join('\n');
}

const formLines = (modal: NonNullable<Snapshot['modal']>) => [
  ...textsOf(modal).map(indent),
  ...fieldsOf(modal).map(({ label, customId, options, value, required }) => {
    const offered = options.length > 0 ? `: ${options.map((option) => option.label).join(' | ')}` : '';
    const held = value.toString() ? ` = ${JSON.stringify(value)}` : '';
    return `  ${label} (${customId}${required ? ', required' : ''})${offered}${held}`;
  }),
];

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
