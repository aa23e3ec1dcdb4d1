import { botIsIn } from '../rules/available.ts';
import { guildOf } from './guild-of.ts';
import { messagePayload } from './payloads.ts';
import type { StoredMessage, World } from './world.ts';

const guildMessages = 1 << 9;
const directMessages = 1 << 12;

/** Keeps a new message and tells everybody who sees it. */
export function addMessage(world: World, message: StoredMessage): StoredMessage {
  world.messages.set(message.id, message);
  announce(world, 'MESSAGE_CREATE', message);
  return message;
}

/** Lays changes over a message. Returns the message as it is now. */
export function changeMessage(
  world: World,
  message: StoredMessage,
  changes: Partial<StoredMessage>,
): StoredMessage {
  const changed = { ...message, ...changes };
  world.messages.set(message.id, changed);
  forgetNotices(world, message.id);
  announce(world, 'MESSAGE_UPDATE', changed);
  return changed;
}

/** Takes a message away from everybody. */
export function removeMessage(world: World, message: StoredMessage): void {
  world.messages.delete(message.id);
  forgetNotices(world, message.id);
  const { id, channelId } = message;
  if (!message.onlyFor && reachesBot(world, message)) {
    world.emit(
      'MESSAGE_DELETE',
      { id, channel_id: channelId, ...placeOf(world, message) },
      intentOf(world, message),
    );
  }
  world.changed(viewers(world, message));
}

/** Whether a person sees a message. */
export function sees(world: World, personId: string, message: StoredMessage): boolean {
  if (message.forgotten || (message.onlyFor && message.onlyFor !== personId)) return false;
  const audience = viewers(world, message);
  return audience === 'all' || audience.includes(personId);
}

function viewers(world: World, message: StoredMessage): 'all' | string[] {
  if (message.onlyFor) return [message.onlyFor];
  const owner = world.channels.get(message.channelId)?.personId;
  return owner ? [owner] : 'all';
}

function announce(world: World, event: string, message: StoredMessage) {
  if (!message.onlyFor && reachesBot(world, message))
    world.emit(event, gatewayMessage(world, message), intentOf(world, message));
  world.changed(viewers(world, message));
}

// Without the privileged MESSAGE_CONTENT intent a bot reads only its own messages, and DMs.
function gatewayMessage(world: World, message: StoredMessage) {
  const payload = messagePayload(world, message);
  if (isDirect(world, message)) return payload;
  const hidden =
    message.authorId === world.bot.id ? {} : { content: '', embeds: [], components: [], attachments: [] };
  return { ...payload, ...placeOf(world, message), ...hidden };
}

/** The server a message is on, as events name it; nothing for a direct one. */
function placeOf(world: World, { channelId }: StoredMessage): { guild_id?: string } {
  const channel = world.channels.get(channelId);
  const guild = channel && guildOf(world, channel);
  return guild ? { guild_id: guild.id } : {};
}

function reachesBot(world: World, { channelId }: StoredMessage): boolean {
  const kind = world.channels.get(channelId)?.kind;
  return kind !== undefined && botIsIn(kind);
}

const isDirect = (world: World, message: StoredMessage) =>
  Boolean(world.channels.get(message.channelId)?.personId);

const intentOf = (world: World, message: StoredMessage) =>
  isDirect(world, message) ? directMessages : guildMessages;

function forgetNotices(world: World, messageId: string) {
  for (const [personId, notices] of world.notices) {
    world.notices.set(
      personId,
      notices.filter((notice) => notice.messageId !== messageId),
    );
  }
}
