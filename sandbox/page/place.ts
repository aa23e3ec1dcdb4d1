import type { APIApplicationCommand } from 'discord-api-types/v10';
import { isAvailable } from '../rules/available.ts';
import type { MessageView, Snapshot } from '../view.ts';

/** The channel to show: the wanted one if the person has it, else the first. */
export function openChannel({ channels }: Snapshot, wanted: string): string {
  return (channels.find(({ id }) => id === wanted) ?? channels[0])?.id ?? '';
}

/** The commands the person can use in a channel. */
export function commandsIn({ channels, commands, me }: Snapshot, channelId: string): APIApplicationCommand[] {
  const kind = channels.find(({ id }) => id === channelId)?.kind ?? 'text';
  return commands.filter((command) => isAvailable(command, kind, me.installed));
}

/** The newest message's id by channel: what somebody who has just come in has nothing newer than. */
export function newest({ messages }: Snapshot): Map<string, string> {
  const last = Object.entries(messages).map(([channel, all]) => [channel, all.at(-1)?.id ?? ''] as const);
  return new Map(last);
}

/** Channels with a message newer than the last one seen there. `seen` holds the last seen message's id by channel. */
export function unread(
  { channels, messages }: Snapshot,
  seen: ReadonlyMap<string, string>,
  open: string,
): Set<string> {
  const news = channels.filter(({ id }) => {
    const last = messages[id]?.at(-1)?.id;
    return id !== open && last !== undefined && last !== seen.get(id);
  });
  return new Set(news.map(({ id }) => id));
}

const GROUP_MS = 7 * 60_000;

/** Whether a message goes under its predecessor without a head of its own, as Discord groups them. */
export function continues(message: MessageView, before: MessageView | undefined): boolean {
  if (!before || message.command || message.author.id !== before.author.id) return false;
  if (message.ephemeral !== before.ephemeral) return false;
  const gap = Date.parse(message.sentAt) - Date.parse(before.sentAt);
  return gap < GROUP_MS && new Date(message.sentAt).toDateString() === new Date(before.sentAt).toDateString();
}
